import { Array, Effect } from "effect"
import type { DomainEvent } from "./event.ts"
import { Events } from "./events.port.ts"

/** So many wait for the next sweep when the store refuses one write. */
const batchSize = 25

/**
 * Makes items of their own of events that are still in their aggregates. Returns the ids of those that it could, which may leave their
 * aggregates now, and why it could not with the others: they stay where they are, and hold up nothing else.
 */
export const moveEvents = Effect.fnUntraced(function*(
  aggregates: ReadonlyArray<{ readonly events: Readonly<Record<string, DomainEvent>> }>
) {
  const { append } = yield* Events
  const events = aggregates.flatMap((aggregate) => Object.values(aggregate.events))
  const [moved, failures] = yield* Effect.partition(
    Array.chunksOf(events, batchSize),
    (batch) => Effect.as(append(batch), batch.map(({ id }) => id)),
    { concurrency: 4 }
  )
  return { moved: new Set(moved.flat()), failures }
})
