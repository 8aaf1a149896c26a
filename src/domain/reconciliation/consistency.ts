import { Clock, Effect, Option } from "effect"
import { blocksOn } from "../enrollment/reading/visible.ts"
import { anywhere, type PermitOf } from "../people/permit.ts"
import { isWithin, type Principal, type Role, type SchoolScope } from "../people/principal.ts"
import { provisioningPolicy } from "../provisioning/figures.ts"
import { schoolsAsked } from "../school/asked-schools.ts"
import { type Discrepancy, type DiscrepancyKind, discrepancyKinds } from "./discrepancy.ts"
import { reconcile } from "./reconcile.ts"
import { Reconciliations } from "./reconciliations.port.ts"
import { progressOf, type Reconciliation, scopeOf } from "./run.ts"
import { totalOf } from "./tally.ts"

export const reconcilePolicy = anywhere("provisioning.reconcile")

const withoutValues = ({ columns, ...finding }: Discrepancy): Discrepancy => ({
  ...finding,
  columns: columns.map(({ column, record }) => ({ column, record, stored: null, wanted: null }))
})

const perKind = (counts: Readonly<Record<string, number>>) =>
  Object.fromEntries(discrepancyKinds.map((kind) => [kind, counts[kind] ?? 0])) as Record<DiscrepancyKind, number>

/**
 * Returns what the caller may know of a run: only these schools, no finding that custody keeps from the caller, and no values if the caller
 * is only an operator. The counts include all findings.
 */
const reportFor = Effect.fnUntraced(
  function*(
    run: Reconciliation,
    schools: SchoolScope,
    { principal, roles }: { readonly principal: Principal; readonly roles: ReadonlyArray<Role> }
  ) {
    const { due, enrollments, found, repaired, students } = totalOf(run.tallies, schools)
    const named = run.findings.filter(({ school_id }) => isWithin(schools, school_id))
    const blocks = yield* blocksOn(principal, named.flatMap(({ enrollment_id: id }) => id === null ? [] : [id]))
    const findings = named.filter(({ enrollment_id: id }) => id === null || blocks.get(id) !== true)
    return {
      run_id: run.run_id,
      started_at: run.started_at,
      finished_at: run.finished_at ?? null,
      repair: run.repair,
      schools,
      progress: progressOf(run),
      checked: { enrollments, students },
      due,
      counts: perKind(found),
      repaired: perKind(repaired),
      findings: roles.some((role) => role !== "operator") ? findings : findings.map(withoutValues)
    }
  }
)
export type ConsistencyReport = Effect.Success<ReturnType<typeof reportFor>>

/** Compares both stores for the caller's schools, or for one of them, for at most `forMs` milliseconds. Returns how far it is. */
export const reconcileSchools = Effect.fn("reconcileSchools")(
  function*(
    caller: PermitOf<typeof reconcilePolicy>,
    { forMs, repair, school_id }: { readonly forMs: number; readonly repair: boolean; readonly school_id?: number }
  ) {
    const schools = yield* schoolsAsked(caller, school_id, "provisioning.reconcile")
    const deadline = (yield* Clock.currentTimeMillis) + forMs
    return yield* reportFor(yield* reconcile({ repair, schools, deadline }), schools, caller)
  }
)

/** Returns the last comparison that looked at the caller's schools, or at one of them; null before the first. */
export const consistency = Effect.fn("consistency")(
  function*(caller: PermitOf<typeof provisioningPolicy>, school_id?: number) {
    const schools = yield* schoolsAsked(caller, school_id, "provisioning.read")
    const { get } = yield* Reconciliations
    const runs = yield* Effect.forEach([...new Set([scopeOf("*"), scopeOf(schools)])], get)
    const [last] = runs.flatMap((run) => Option.isSome(run) ? [run.value] : [])
      .toSorted((one, other) => one.started_at < other.started_at ? 1 : -1)
    return last === undefined ? null : yield* reportFor(last, schools, caller)
  }
)
