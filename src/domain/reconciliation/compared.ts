import { Effect } from "effect"
import type { Enrollment, EnrollmentCore } from "../enrollment/enrollment.ts"
import { type StoredRecords, StudentRecords } from "../provisioning/student-records.port.ts"
import { throughCircuit } from "../provisioning/through-circuit.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import { type Discrepancy, discrepancyOf } from "./discrepancy.ts"

/** An enrollment that disagrees with its records. */
export interface Disagreement<E extends EnrollmentCore = Enrollment> {
  readonly enrollment: E
  readonly discrepancy: Discrepancy
}

/** What stands of these students, by id. */
export const storedOf = Effect.fnUntraced(function*(student_unique_ids: ReadonlyArray<string>) {
  if (student_unique_ids.length === 0) return new Map<string, StoredRecords>()
  const found = yield* throughCircuit((yield* StudentRecords).find(student_unique_ids))
  return new Map(found.map((stored) => [stored.student_unique_id, stored]))
})

/** What stands of the records of these enrollments, by student. */
export const recordsOf = (enrollments: ReadonlyArray<EnrollmentCore>) =>
  storedOf(enrollments.map(({ enrollment_id }) => studentUniqueIdOf(enrollment_id)))

/** Those that disagree with what stands. */
export const disagreements = <E extends EnrollmentCore>(
  enrollments: ReadonlyArray<E>,
  stored: ReadonlyMap<string, StoredRecords>,
  now: string
): ReadonlyArray<Disagreement<E>> =>
  enrollments.flatMap((enrollment) => {
    const discrepancy = discrepancyOf(enrollment, stored.get(studentUniqueIdOf(enrollment.enrollment_id)), now)
    return discrepancy === undefined ? [] : [{ enrollment, discrepancy }]
  })
