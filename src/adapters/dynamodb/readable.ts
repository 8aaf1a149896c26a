import { Effect, type Schema } from "effect"
import type { Item } from "./dynamo.ts"

/** Decodes many items. One that cannot be decoded is left out and named in the log, so that it does not hold up the others. */
export const readable = <A>(
  items: ReadonlyArray<Item>,
  decode: (item: Item) => Effect.Effect<A, Schema.SchemaError>
): Effect.Effect<ReadonlyArray<A>> =>
  Effect.map(
    Effect.forEach(items, (item) =>
      decode(item).pipe(
        Effect.map((value) => [value]),
        Effect.catch(({ message }) =>
          Effect.as(Effect.annotateLogs(Effect.logError("item_not_readable"), { pk: item["pk"], problem: message }), [])
        )
      )),
    (values) => values.flat()
  )
