import { Effect } from "effect"
import { leaveAtOnce, type WithEvents, withoutEvents } from "./event.ts"
import { recordEvents } from "./record-events.ts"

/** More events are inside only where no relay has come by. An item cannot grow beyond 400 KB. */
const mostInside = 100

/**
 * Returns `after` as it is to be stored. If many events are inside already, some of them become items of their own first and are left out.
 * Writing the same id again is harmless: a relay may move them at the same moment.
 */
export const withRoom = Effect.fnUntraced(function*<A extends WithEvents>(before: A, after: A) {
  const inside = Object.values(before.events)
  if (inside.length <= mostInside) return after
  const leaving = inside.slice(0, leaveAtOnce)
  yield* recordEvents(leaving)
  return { ...withoutEvents(after, new Set(leaving.map(({ id }) => id))), rev: after.rev }
})
