import { Effect } from "effect"
import type { DomainEvent } from "./event.ts"
import { Events } from "./events.port.ts"

/**
 * Makes items of events that are still inside their aggregates. Returns the ids of those it could write, which may leave their aggregates
 * now, and why it could not write the others: they stay where they are, and hold up nothing else.
 */
export const moveEvents = Effect.fnUntraced(function*(
  aggregates: ReadonlyArray<{ readonly events: Readonly<Record<string, DomainEvent>> }>
) {
  const events = aggregates.flatMap((aggregate) => Object.values(aggregate.events))
  if (events.length === 0) return { moved: new Set<string>(), failures: [] }
  const refused = yield* (yield* Events).append(events).pipe(
    Effect.catch((failure) => Effect.succeed(events.map((event) => ({ event, failure }))))
  )
  const moved = new Set(events.map(({ id }) => id))
  for (const { event } of refused) moved.delete(event.id)
  return { moved, failures: [...new Set(refused.map(({ failure }) => failure))] }
})
