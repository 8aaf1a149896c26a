import { Effect } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"
import type { Dynamo, Item } from "./dynamo.ts"
import type { Key } from "./keys.ts"
import type { Expression } from "./update-expression.ts"

/**
 * Puts the item where it is free. Returns undefined, or the item that stands there. One that is let go between the two is tried again,
 * up to five times; then it fails with this code.
 */
export const take = Effect.fnUntraced(function*(
  dynamo: Dynamo["Service"],
  item: Item & Key,
  free: Expression,
  code: string
) {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (yield* dynamo.put(item, free)) return undefined
    const standing = yield* dynamo.get({ pk: item.pk, sk: item.sk })
    if (standing !== undefined) return standing
  }
  return yield* new StoreUnavailable({ store: "workflow", code })
})
