import { Clock, DateTime, Effect, Option } from "effect"
import type { SchoolScope } from "../people/principal.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { later } from "../values/instant.ts"
import { discrepancyKinds } from "./discrepancy.ts"
import { noFingerprint } from "./fingerprint.ts"
import { Reconciliations } from "./reconciliations.port.ts"
import { type Reconciliation, scopeOf, startOf } from "./run.ts"
import { reconcileStep } from "./step.ts"
import { remaining, totalOf } from "./tally.ts"

/** A crash costs at most this much work, which is done again. */
const savedEveryMs = 1000
/** A driver that has said nothing for this long after the end of its slice is gone. */
const graceMs = 10_000
/** No slice takes this long. A driver that means to work for longer has a wrong clock, or had one when it died. */
const longestMs = 2 * 3_600_000

const isDriven = ({ driven_until = "" }: Reconciliation, now: string): boolean =>
  driven_until > now && driven_until <= later(now, longestMs)

const released = ({ driven_until: _, ...run }: Reconciliation): Reconciliation => run

/** What is asked for: which schools, and whether to repair what can be repaired. */
export interface ReconcileRequest {
  readonly schools: SchoolScope
  readonly repair: boolean
  /** Epoch milliseconds. */
  readonly deadline: number
}

/** Whether this is the unfinished run of such a request. */
const continues = (run: Reconciliation, { repair }: Pick<ReconcileRequest, "repair">) =>
  run.finished_at === undefined && run.repair === repair

const begin = Effect.fnUntraced(function*({ repair, schools }: ReconcileRequest, now: string) {
  const run: Reconciliation = {
    schema_version: 1,
    run_id: yield* (yield* SecureRandom).uuid,
    schools,
    repair,
    started_at: now,
    position: startOf(),
    fingerprint: noFingerprint,
    tallies: {},
    findings: [],
    rev: 0
  }
  return run
})

/**
 * Works on a run that belongs to this driver until it is finished or the deadline is reached. Stops when another driver has taken it over.
 */
const drive = Effect.fnUntraced(function*(first: Reconciliation, deadline: number) {
  const { save } = yield* Reconciliations
  let saved = first
  let run = first
  const keep = (next: Reconciliation) =>
    Effect.map(save(saved, { ...next, rev: saved.rev + 1 }), () => {
      saved = { ...next, rev: saved.rev + 1 }
      return saved
    })
  let savedAt = yield* Clock.currentTimeMillis
  while (true) {
    // If the next page fails, what is known up to the last page is not lost.
    run = yield* Effect.tapError(reconcileStep(run), () => Effect.ignore(keep(released(run))))
    const now = yield* Clock.currentTimeMillis
    if (run.finished_at !== undefined || now >= deadline) return yield* Effect.tap(keep(released(run)), logFinished)
    if (now < savedAt + savedEveryMs) continue
    run = yield* keep(run)
    savedAt = now
  }
})

/** Logs how a run ended. An alarm reads how many enrollments disagree. */
const logFinished = ({ finished_at, repair, run_id, tallies }: Reconciliation) => {
  if (finished_at === undefined) return Effect.void
  const total = totalOf(tallies, "*")
  const findings = discrepancyKinds.reduce((sum, kind) => sum + remaining(total, kind), 0)
  return Effect.logInfo("reconcile_finished").pipe(
    Effect.annotateLogs({ run_id, repair, findings, due: total.due, students: total.students })
  )
}

/**
 * Runs one slice of a comparison of both stores. It continues where the last slice for these schools stopped, or begins a new run, and ends
 * at the deadline, but not before one page. Position and findings are stored together, so a crash only repeats what came after. There is
 * one driver at a time: another caller is told how far the run is. Fails while PostgreSQL is away; the position stays.
 */
export const reconcile = Effect.fn("reconcile")(function*(request: ReconcileRequest) {
  const { get, save } = yield* Reconciliations
  const scope = scopeOf(request.schools)
  const last = Option.getOrUndefined(yield* get(scope))
  const now = DateTime.formatIso(yield* DateTime.now)
  const goesOn = last !== undefined && continues(last, request)
  if (goesOn && isDriven(last, now)) return last
  const mine: Reconciliation = {
    ...(goesOn ? last : yield* begin(request, now)),
    driven_until: later(new Date(request.deadline).toISOString(), graceMs),
    rev: (last?.rev ?? 0) + 1
  }
  return yield* save(last, mine).pipe(
    Effect.andThen(drive(mine, request.deadline)),
    Effect.catchTag("StaleVersion", () => Effect.map(get(scope), Option.getOrElse(() => mine)))
  )
})
