import { Effect, Option } from "effect"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { logNewEvents } from "../history/event-log.ts"
import { leaveAtOnce, withoutEvents } from "../history/event.ts"

const recorded = Effect.fnUntraced(function*(enrollment: Enrollment, decide: (current: Enrollment) => Enrollment) {
  const enrollments = yield* Enrollments
  let current = enrollment
  for (let attempt = 0; attempt < 5; attempt++) {
    const next = decide(current)
    if (next === current) return current
    const stored = yield* enrollments.record(current, next).pipe(
      Effect.as(true),
      Effect.catchTag("StaleVersion", () => Effect.succeed(false))
    )
    if (stored) {
      yield* logNewEvents(current, next)
      return next
    }
    const found = yield* enrollments.get(enrollment.enrollment_id)
    if (Option.isNone(found)) return current
    current = found.value
  }
  return current
})

/**
 * Records what became of an outbox entry; a lost race is loaded and decided again, five times. After that it stays due, and a later sweep
 * finds that it is done. Events that were `moved` leave with the same write, and where they are many, with further ones. Returns the
 * enrollment as it is now.
 */
export const settle = Effect.fnUntraced(function*(
  enrollment: Enrollment,
  decide: (current: Enrollment) => Enrollment,
  moved: ReadonlySet<string> = new Set()
) {
  const leaving = Object.keys(enrollment.events).filter((id) => moved.has(id)).length
  let current = yield* recorded(enrollment, (found) => withoutEvents(decide(found), moved))
  for (let left = leaveAtOnce; left < leaving; left += leaveAtOnce) {
    current = yield* recorded(current, (found) => withoutEvents(found, moved))
  }
  return current
})
