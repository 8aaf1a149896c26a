import { Effect, Option } from "effect"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { logNewEvents } from "../history/event-log.ts"
import { settle } from "../history/settle.ts"

/** Writes into an enrollment what became of what was due, and drops events that were moved. */
export const settleEnrollment = Effect.fnUntraced(function*(
  enrollment: Enrollment,
  decide: (current: Enrollment) => Enrollment,
  moved: ReadonlySet<string> = new Set()
) {
  const { get, record } = yield* Enrollments
  return yield* settle({
    first: enrollment,
    decide: (current) => Effect.succeed(decide(current)),
    store: (before, after) => Effect.andThen(record(before, after), logNewEvents(before, after)),
    reload: Effect.map(get(enrollment.enrollment_id), Option.getOrElse(() => enrollment))
  }, moved)
})
