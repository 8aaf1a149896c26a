import { Effect } from "effect"
import type { DomainEvent } from "./event.ts"
import { Events } from "./events.port.ts"

/** Writes these events, all of them or it fails: then some may be written, and the same again is harmless. */
export const recordEvents = Effect.fnUntraced(function*(events: ReadonlyArray<DomainEvent>) {
  const [refused] = yield* (yield* Events).append(events)
  if (refused !== undefined) return yield* refused.failure
})
