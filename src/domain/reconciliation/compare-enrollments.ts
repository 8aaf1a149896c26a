import { DateTime, Effect } from "effect"
import type { EnrollmentCore } from "../enrollment/enrollment.ts"
import { Enrollments, type ScanPage, type Unreadable } from "../enrollment/enrollments.port.ts"
import { recordsDue } from "../enrollment/projection.ts"
import { isWithin } from "../people/principal.ts"
import type { StoredRecords } from "../provisioning/student-records.port.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import { isTombstone } from "./compare-records.ts"
import { type Compared, differing, recordsOf } from "./compared.ts"
import type { Discrepancy } from "./discrepancy.ts"
import { named } from "./named.ts"
import { repaired } from "./repair.ts"
import { hasRoom, type Reconciliation, type Seen, seenDiscrepancies, seenTogether } from "./run.ts"
import { plus, type Tallies } from "./tally.ts"

/**
 * Returns the suspects that still disagree when both are read again, the enrollment first. A step that was taken in between makes rows look
 * ahead, so rows only count as ahead if they already were before the enrollment was read. Rows without a due enrollment are found from the
 * other side. Rows beside a tombstone are reported here if the enrollment is due.
 */
const confirmed = Effect.fnUntraced(
  function*(suspects: ReadonlyArray<Compared<EnrollmentCore>>, before: ReadonlyMap<string, StoredRecords>) {
    if (suspects.length === 0) return []
    const again = yield* (yield* Enrollments).getMany(suspects.map(({ enrollment }) => enrollment.enrollment_id))
    const stored = yield* recordsOf(again)
    const now = DateTime.formatIso(yield* DateTime.now)
    const wasAhead = new Set(
      differing(again, before, now).filter(({ kind }) => kind === "ahead")
        .map(({ enrollment }) => enrollment.enrollment_id)
    )
    return differing(again, stored, now).filter(({ enrollment, kind }) =>
      kind === "extra" ? recordsDue(enrollment) : kind !== "ahead" || wasAhead.has(enrollment.enrollment_id)
    )
  }
)

const unreadableDiscrepancy = ({ enrollment_id, school_id }: Unreadable): Discrepancy => ({
  kind: "unreadable",
  enrollment_id,
  student_unique_id: studentUniqueIdOf(enrollment_id),
  school_id,
  state: null,
  columns: [],
  repaired: false
})

/**
 * Compares one page of enrollments. Returns what it shows, and which of their students are stored. With `repair` it also repairs what can
 * be repaired.
 */
export const compareEnrollments = Effect.fnUntraced(function*(
  { items, unreadable }: Pick<ScanPage, "items" | "unreadable">,
  run: Pick<Reconciliation, "findings" | "repair" | "schools">
) {
  const { repair, schools } = run
  const mine = items.filter(({ school_id }) => isWithin(schools, school_id))
  const due = mine.filter(recordsDue)
  const stored = yield* recordsOf(due)
  const suspects = differing(due, stored, DateTime.formatIso(yield* DateTime.now))
  const found = yield* confirmed(suspects, stored)
  const done = repair ? yield* repaired(found) : new Set<string>()
  const isTold = hasRoom(run)
  const findings = yield* Effect.forEach(
    found,
    ({ differences, enrollment, kind }) =>
      Effect.map(named(enrollment, { kind, differences: isTold ? differences : [] }), (finding) => ({
        ...finding,
        repaired: done.has(enrollment.enrollment_id)
      }))
  )
  const unread = unreadable.filter(({ school_id }) => isWithin(schools, school_id)).map(unreadableDiscrepancy)
  const counted: Seen = {
    findings: [],
    tallies: mine.reduce<Tallies>(
      (sum, enrollment) => plus(sum, enrollment.school_id, { enrollments: 1, due: recordsDue(enrollment) ? 1 : 0 }),
      {}
    )
  }
  return {
    seen: seenTogether(counted, seenDiscrepancies([...findings, ...unread])),
    stored: [...stored].flatMap(([id, records]) => isTombstone(records) ? [] : [id])
  }
})
