import { Effect } from "effect"
import type { DomainEvent } from "./event.ts"

/** Logs an event as a line named by its type: ids, codes and durations only. */
export const logEvent = ({ actor, details, id, subject, type }: DomainEvent): Effect.Effect<void> =>
  Effect.logInfo(type).pipe(Effect.annotateLogs({ event_id: id, actor, subject, ...details }))

/** Logs the events that `after` holds and `before` did not. */
export const logNewEvents = (
  before: { readonly events: Readonly<Record<string, DomainEvent>> } | undefined,
  after: { readonly events: Readonly<Record<string, DomainEvent>> }
): Effect.Effect<void> =>
  Effect.forEach(
    Object.values(after.events).filter(({ id }) => before?.events[id] === undefined),
    logEvent,
    { discard: true }
  )
