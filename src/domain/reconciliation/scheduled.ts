import { Clock, Effect, Metric, Option } from "effect"
import { discrepancyKinds } from "./discrepancy.ts"
import { enrollmentsDue, reconcileFindings, reconcileFinished, studentsStored } from "./metrics.ts"
import { reconcile } from "./reconcile.ts"
import { Reconciliations } from "./reconciliations.port.ts"
import { type Reconciliation, scopeOf } from "./run.ts"
import { remaining, totalOf } from "./tally.ts"

/** Shows the figures of a finished run as gauges. Every process shows the same ones, whichever process ran it. */
const show = Effect.fnUntraced(function*({ finished_at, tallies }: Reconciliation) {
  if (finished_at === undefined) return
  const total = totalOf(tallies, "*")
  for (const kind of discrepancyKinds) yield* Metric.update(reconcileFindings(kind), remaining(total, kind))
  yield* Metric.update(enrollmentsDue, total.due)
  yield* Metric.update(studentsStored, total.students)
  yield* Metric.update(reconcileFinished, Date.parse(finished_at) / 1000)
})

/**
 * Whether it is this schedule's turn: a new run is due every `everyMs`. Until then an unfinished run continues, unless a person began it
 * (with repair).
 */
const isDue = (last: Reconciliation, everyMs: number, now: number): boolean =>
  now >= Date.parse(last.started_at) + everyMs || (last.finished_at === undefined && !last.repair)

/**
 * Runs one slice of the comparison of all schools, if one is due. Whichever process comes first begins one every `everyMs`, without repair.
 * Shows the figures of the last finished run. Returns whether there is more to do now.
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
