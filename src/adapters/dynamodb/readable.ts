import { Effect, type Schema } from "effect"
import type { Item } from "./dynamo.ts"

/** Decodes many items. One that does not decode is left out and named in the log: it must not stand in the way of the others. */
export const readable = <A>(
  items: ReadonlyArray<Item>,
  decode: (item: Item) => Effect.Effect<A, Schema.SchemaError>
): Effect.Effect<ReadonlyArray<A>> =>
  Effect.map(
    Effect.forEach(items, (item) =>
      decode(item).pipe(
        Effect.map((value) => [value]),
        Effect.catch(() => Effect.as(Effect.annotateLogs(Effect.logError("item_not_readable"), { pk: item["pk"] }), []))
      )),
    (values) => values.flat()
  )
