import { Effect } from "effect"
import type { DomainEvent } from "./event.ts"
import { Events } from "./events.port.ts"

/** Writes all of these events, or fails. After a failure some may be written; writing the same again is harmless. */
export const recordEvents = Effect.fnUntraced(function*(events: ReadonlyArray<DomainEvent>) {
  const [refused] = yield* (yield* Events).append(events)
  if (refused !== undefined) return yield* refused.failure
})
