import { Effect } from "effect"
import { Database } from "../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"
import { StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { type Choices, recordSet } from "../fixtures/record-sets.ts"

let used = 0

/** Returns the index of a student that no other case has touched. */
export const freshIndex = () => used++

export const freshSets = (count: number, choices: Choices = {}): ReadonlyArray<StudentRecordSet> =>
  Array.from({ length: count }, () => recordSet(freshIndex(), choices))

/** Queries the database directly. */
export const query = (text: string, ...values: ReadonlyArray<unknown>) =>
  Database.use((database) => database.query({ name: "", text, values }))

/** Returns the change versions of a student's four rows, null where there is none. */
export const changeVersions = (set: StudentRecordSet) => {
  const versionIn = (table: string, column: string) =>
    `(SELECT change_version::integer FROM ${table} WHERE ${column} = $1)`
  return Effect.map(
    query(
      `SELECT ${versionIn("students", "student_unique_id")} AS student,
        ${versionIn("student_school_associations", "student_unique_id")} AS association,
        ${versionIn("tsa_student_extensions", "student_unique_id")} AS extension,
        ${versionIn("users", "identifier")} AS "user"`,
      set.student.student_unique_id
    ),
    ([row]) => row as Readonly<Record<"student" | "association" | "extension" | "user", number | null>>
  )
}

/** Returns what a reader should find of a set that is stored. */
export const stored = ({ school: _, ...records }: StudentRecordSet) => ({
  student_unique_id: records.student.student_unique_id,
  ...records,
  erased: false
})

export const findOne = (set: StudentRecordSet) =>
  StudentRecords.use((records) => Effect.map(records.find([set.student.student_unique_id]), ([found]) => found))

export const held = ({ extension }: StudentRecordSet) => ({
  _tag: "Held" as const,
  enrollment_id: extension.enrollment_id
})
