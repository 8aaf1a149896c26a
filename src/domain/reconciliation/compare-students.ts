import { Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { isWithin, type SchoolScope } from "../people/principal.ts"
import type { StoredStudent } from "../provisioning/student-records.port.ts"
import { type EnrollmentId, isEnrollmentId } from "../values/identifiers.ts"
import { isTombstone } from "./compare-records.ts"
import { storedOf } from "./compared.ts"
import type { Discrepancy } from "./discrepancy.ts"
import { type Seen, seenDiscrepancies } from "./run.ts"
import { plus, type Tallies } from "./tally.ts"

/** Returns the id of the enrollment whose student this would be. */
const enrollmentIdOf = ({ student_unique_id }: StoredStudent): EnrollmentId | undefined => {
  const id = student_unique_id.replace(/^TSA-STU-/, "TSA-ENROLL-")
  return isEnrollmentId(id) ? id : undefined
}

/** Returns the students without a due enrollment. A student whose item cannot be read is already reported as that. */
const withoutEnrollment = Effect.fnUntraced(function*(students: ReadonlyArray<StoredStudent>) {
  const ids = students.map(enrollmentIdOf).filter((id) => id !== undefined)
  const standings = ids.length === 0 ? new Map() : yield* (yield* Enrollments).standings(ids)
  return students.filter((student) => {
    const id = enrollmentIdOf(student)
    const standing = id === undefined ? undefined : standings.get(id)
    return standing === undefined || standing === "not_due"
  })
})

const extra = (student: StoredStudent): Discrepancy => ({
  kind: "extra",
  enrollment_id: enrollmentIdOf(student) ?? null,
  student_unique_id: student.student_unique_id,
  school_id: student.school_id,
  state: null,
  columns: [],
  repaired: false
})

/** Returns the students of these schools. */
export const studentsWithin = (
  page: ReadonlyArray<StoredStudent>,
  schools: SchoolScope
): ReadonlyArray<StoredStudent> => page.filter(({ school_id }) => isWithin(schools, school_id))

/** Counts these students. */
export const countStudents = (students: ReadonlyArray<StoredStudent>): Seen => ({
  tallies: students.reduce<Tallies>((sum, { school_id }) => plus(sum, school_id, { students: 1 }), {}),
  findings: []
})

/** Finds rows that no enrollment wants, even when both stores are looked at again. */
export const findExtra = Effect.fnUntraced(function*(students: ReadonlyArray<StoredStudent>) {
  const suspects = yield* withoutEnrollment(yield* withoutEnrollment(students))
  const stored = yield* storedOf(suspects.map(({ student_unique_id }) => student_unique_id))
  const isLeft = ({ student_unique_id }: StoredStudent) => {
    const records = stored.get(student_unique_id)
    return records !== undefined && !isTombstone(records)
  }
  return seenDiscrepancies(suspects.filter(isLeft).map(extra))
})
