import { Effect, Option } from "effect"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { logNewEvents } from "../people/event-log.ts"

/**
 * Records what became of a duty; a lost race is loaded and decided again, five times. After that it stays due, and a later sweep
 * finds that it is done. Answers the enrollment as it is now.
 */
export const settle = Effect.fnUntraced(function*(enrollment: Enrollment, decide: (current: Enrollment) => Enrollment) {
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
