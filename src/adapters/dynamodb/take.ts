import { Effect } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"
import type { Dynamo, Item } from "./dynamo.ts"
import type { Key } from "./keys.ts"
import type { Expression } from "./update-expression.ts"

/**
 * Puts the item if its key is free. Returns undefined, or the item that holds the key. If that one is released in between, it tries
 * again, up to five times, and then fails with this code.
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
