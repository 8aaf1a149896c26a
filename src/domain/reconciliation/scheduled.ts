import { Clock, Effect, Metric, Option } from "effect"
import { discrepancyKinds } from "./discrepancy.ts"
import { enrollmentsDue, reconcileFindings, reconcileFinished, studentsStored } from "./metrics.ts"
import { reconcile } from "./reconcile.ts"
import { Reconciliations } from "./reconciliations.port.ts"
import { type Reconciliation, scopeOf } from "./run.ts"
import { remaining, totalOf } from "./tally.ts"

/** The figures of a finished run, as gauges: every process shows the same, whoever has run it. */
const show = Effect.fnUntraced(function*({ finished_at, tallies }: Reconciliation) {
  if (finished_at === undefined) return
  const total = totalOf(tallies, "*")
  for (const kind of discrepancyKinds) yield* Metric.update(reconcileFindings(kind), remaining(total, kind))
  yield* Metric.update(enrollmentsDue, total.due)
  yield* Metric.update(studentsStored, total.students)
  yield* Metric.update(reconcileFinished, Date.parse(finished_at) / 1000)
})

/** Whether it is this schedule's turn: a new run every so often, and none that a person has begun in the meantime. */
const isDue = (last: Reconciliation, everyMs: number, now: number): boolean =>
  now >= Date.parse(last.started_at) + everyMs || (last.finished_at === undefined && !last.repair)

/**
 * One slice of the comparison of all schools, if one is due: begun every `everyMs`, without repair, by whichever process comes first.
 * Shows the figures of the last finished one. Returns whether there is more to do now.
 */
export const scheduledReconcile = Effect.fn("scheduledReconcile")(function*(
  { everyMs, forMs }: { readonly everyMs: number; readonly forMs: number }
) {
  const now = yield* Clock.currentTimeMillis
  const last = yield* (yield* Reconciliations).get(scopeOf("*"))
  if (Option.isSome(last)) yield* show(last.value)
  if (Option.isSome(last) && !isDue(last.value, everyMs, now)) return false
  const run = yield* reconcile({ schools: "*", repair: false, deadline: now + forMs })
  yield* show(run)
  return run.finished_at === undefined
})
