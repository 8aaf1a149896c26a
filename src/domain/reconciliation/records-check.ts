import { Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import type { ProvisioningState } from "../enrollment/provisioning.ts"
import { filledPage } from "../enrollment/reading/filled-page.ts"
import { sortKey, unblocked } from "../enrollment/reading/visible.ts"
import { anywhere, type PermitOf } from "../people/permit.ts"
import { isWithin, schoolsOf } from "../people/principal.ts"
import { type RecordName, recordNames } from "../provisioning/differences.ts"
import { type StoredRecords, StudentRecords } from "../provisioning/student-records.port.ts"
import { throughCircuit } from "../provisioning/through-circuit.ts"
import { schoolListed } from "../school/listed-school.ts"
import { type EnrollmentId, studentUniqueIdOf } from "../values/identifiers.ts"
import type { PageRequest } from "../values/page.ts"

export const recordsCheckPolicy = anywhere("provisioning.check")

/** A completed enrollment that lacks records, and which ones. */
export interface WithoutRecords {
  readonly enrollment_id: string
  readonly provisioning_state: ProvisioningState
  readonly missing: ReadonlyArray<RecordName>
}

/** Returns the records of which nothing is stored; an erased child lacks none. */
const missingOf = (stored: StoredRecords | undefined): ReadonlyArray<RecordName> => {
  if (stored === undefined) return recordNames
  const rows = { ...stored, association: stored.associations[0] ?? null }
  return stored.erased ? [] : recordNames.filter((record) => rows[record] === null)
}

type MayCheck = PermitOf<typeof recordsCheckPolicy>

/** Returns how many students came from the portal in the caller's schools. Only a caller who sees all schools sees those without one. */
export const countStudents = Effect.fn("countStudents")(function*({ principal, roles }: MayCheck) {
  const mine = schoolsOf(principal, roles)
  const counts = yield* throughCircuit((yield* StudentRecords).countBySchool)
  const by_school = counts.filter(({ school_id }) => isWithin(mine, school_id))
  return { students: by_school.reduce((sum, { students }) => sum + students, 0), by_school }
})

/**
 * Returns the completed enrollments of one school that lack any of their four records in PostgreSQL, a page at a time. It compares what
 * both stores hold, whatever the enrollment believes. Also returns how many were looked at.
 */
export const completedWithoutRecords = Effect.fn("completedWithoutRecords")(
  function*({ principal, roles }: MayCheck, school_id: number | undefined, asked: PageRequest) {
    const school = yield* schoolListed(schoolsOf(principal, roles), school_id, "provisioning.check")
    const { listBySchool } = yield* Enrollments
    const page = yield* filledPage(
      asked,
      (next) => listBySchool(school, { status: "completed" }, next),
      (rows) => unblocked(principal, rows),
      sortKey
    )
    const idOf = ({ enrollment_id }: { readonly enrollment_id: string }) =>
      studentUniqueIdOf(enrollment_id as EnrollmentId)
    const stored = page.items.length === 0
      ? []
      : yield* throughCircuit((yield* StudentRecords).find(page.items.map(idOf)))
    const found = new Map(stored.map((each) => [each.student_unique_id, each]))
    const enrollments = page.items.flatMap((row): ReadonlyArray<WithoutRecords> => {
      const missing = missingOf(found.get(idOf(row)))
      const { enrollment_id, provisioning_state } = row
      return missing.length === 0 ? [] : [{ enrollment_id, provisioning_state, missing }]
    })
    return { enrollments, checked: page.items.length, last: page.last }
  }
)
