import { DateTime, Effect, Metric, Random, Result } from "effect"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { projectStudentRecords } from "../enrollment/projection.ts"
import { longestBackoffMs } from "../enrollment/provisioning.ts"
import type { StudentRecordSet } from "../enrollment/student-record-set.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { allThenFail } from "../store/all-then-fail.ts"
import { later } from "../values/instant.ts"
import { Circuit } from "./circuit.ts"
import { count, recordsLatency, refusals, triesUntilHeld } from "./metrics.ts"
import { type Outcome, withOutcome } from "./outcome.ts"
import { settleEnrollment } from "./settle-enrollment.ts"
import { type PutOutcome, StudentRecords } from "./student-records.port.ts"

/** Returns the backoff for one item's own failures, with full jitter. */
const backoffMs = Effect.fnUntraced(function*(attempts: number) {
  return Math.ceil((yield* Random.next) * longestBackoffMs(attempts))
})

const outcomeOf = Effect.fnUntraced(function*(enrollment: Enrollment, put: PutOutcome, now: string) {
  if (put._tag === "Held") return { _tag: "Held", version: enrollment.version } satisfies Outcome
  if (put._tag === "Refused") return { _tag: "Refused", problems: put.problems } satisfies Outcome
  const next_attempt_at = later(now, yield* backoffMs(enrollment.provisioning.attempts))
  return { _tag: "Failed", code: put.code, next_attempt_at } satisfies Outcome
})

/** Puts the sets and tells the circuit whether the store answered. The callers ask beforehand whether a try may be made at all. */
const putThrough = Effect.fnUntraced(function*(sets: ReadonlyArray<StudentRecordSet>, mode: "newer" | "repair") {
  const [circuit, records] = [yield* Circuit, yield* StudentRecords]
  return yield* records.put(sets, mode).pipe(
    Effect.tap(circuit.succeeded),
    Effect.tapError(() => circuit.failed)
  )
})

const measure = Effect.fnUntraced(function*(before: Enrollment, after: Enrollment, outcome: Outcome) {
  if (outcome._tag === "Refused") yield* Metric.update(refusals(outcome.problems[0]?.code ?? "refused"), 1)
  if (outcome._tag !== "Held") return
  yield* Metric.update(triesUntilHeld, before.provisioning.attempts + 1)
  const { applied_at } = after.provisioning
  if (before.provisioning.applied_version !== undefined || applied_at === undefined) return
  const registered = Date.parse(before.identity?.registered_at ?? "")
  yield* Metric.update(recordsLatency, Math.max(0, Date.parse(applied_at) - registered) / 1000)
})

/**
 * Writes the records of these enrollments as they are, and writes the outcome into each enrollment. `moved` are events that have become
 * items of their own; the same write removes them. Returns each enrollment with its outcome.
 */
export const provision = Effect.fn("provision")(function*(
  enrollments: ReadonlyArray<Enrollment>,
  mode: "newer" | "repair" = "newer",
  moved: ReadonlySet<string> = new Set()
) {
  const random = yield* SecureRandom
  const projected = enrollments.map((enrollment) => ({ enrollment, projection: projectStudentRecords(enrollment) }))
  const sets = projected.flatMap(({ projection }) => Result.isSuccess(projection) ? [projection.success] : [])
  const put = sets.length === 0
    ? Result.succeed<ReadonlyArray<PutOutcome>>([])
    : yield* Effect.result(putThrough(sets, mode))
  const now = DateTime.formatIso(yield* DateTime.now)
  const outcomes = new Map(
    Result.isSuccess(put) ? put.success.map((outcome) => [outcome.enrollment_id, outcome] as const) : []
  )
  return yield* allThenFail(projected, ({ enrollment, projection }) =>
    Effect.gen(function*() {
      const stored = outcomes.get(enrollment.enrollment_id)
      const outcome: Outcome = Result.isFailure(projection)
        ? { _tag: "Refused", problems: projection.failure }
        : Result.isFailure(put)
        ? { _tag: "Unavailable", code: put.failure.code }
        : stored === undefined
        ? { _tag: "Failed", code: "no_answer", next_attempt_at: later(now, 1000) }
        : yield* outcomeOf(enrollment, stored, now)
      const event_id = yield* random.uuid
      const after = yield* settleEnrollment(
        enrollment,
        (current) => withOutcome(current, enrollment.version, outcome, now, event_id),
        moved
      )
      yield* count(
        outcome._tag === "Unavailable"
          ? "unavailable"
          : outcome._tag === "Held"
          ? "held"
          : outcome._tag === "Refused"
          ? "refused"
          : "failed"
      )
      yield* measure(enrollment, after, outcome)
      return { enrollment: after, outcome }
    }), 16)
})
