import { Effect } from "effect"
import type { Enrollment, EnrollmentCore } from "../enrollment/enrollment.ts"
import { type StoredRecords, StudentRecords } from "../provisioning/student-records.port.ts"
import { throughCircuit } from "../provisioning/through-circuit.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import { compareRecords, type Comparison } from "./compare-records.ts"

/** An enrollment that was compared with its records, and how they do not agree. */
export interface Compared<E extends EnrollmentCore = Enrollment> extends Comparison {
  readonly enrollment: E
}

/** Returns what is stored for these students, by id. */
export const storedOf = Effect.fnUntraced(function*(student_unique_ids: ReadonlyArray<string>) {
  if (student_unique_ids.length === 0) return new Map<string, StoredRecords>()
  const found = yield* throughCircuit((yield* StudentRecords).find(student_unique_ids))
  return new Map(found.map((stored) => [stored.student_unique_id, stored]))
})

/** Returns the stored records of these enrollments, by student. */
export const recordsOf = (enrollments: ReadonlyArray<EnrollmentCore>) =>
  storedOf(enrollments.map(({ enrollment_id }) => studentUniqueIdOf(enrollment_id)))

/** Returns those of these enrollments that do not agree with their stored records, and how. */
export const differing = <E extends EnrollmentCore>(
  enrollments: ReadonlyArray<E>,
  stored: ReadonlyMap<string, StoredRecords>,
  now: string
): ReadonlyArray<Compared<E>> =>
  enrollments.flatMap((enrollment) => {
    const comparison = compareRecords(enrollment, stored.get(studentUniqueIdOf(enrollment.enrollment_id)), now)
    return comparison === undefined ? [] : [{ enrollment, ...comparison }]
  })
