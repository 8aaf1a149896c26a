import { type AssociationRow, rowsOf, type StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"
import { isSameStay } from "../../src/domain/provisioning/differences.ts"
import { digestOf } from "./answered.ts"
import type { Rows } from "./history.ts"

const records = {
  students: "student",
  student_school_associations: "association",
  tsa_student_extensions: "extension",
  users: "user"
} as const
const tables = Object.keys(records) as ReadonlyArray<keyof Rows>

const times = ["registered_at", "enrollment_completed_date"]

/** Returns a value in the form in which it is compared: drivers answer times and large numbers in their own ways. */
const plain = (column: string, value: unknown): unknown =>
  value instanceof Date
    ? value.toISOString()
    : typeof value === "string" && times.includes(column)
    ? new Date(value).toISOString()
    : column === "student_usi" || column === "enrollment_version"
    ? Number(value)
    : typeof value === "object" && value !== null
    ? digestOf(value)
    : value ?? null

/** Returns the columns in which the rows differ from the enrollment's projection. The version is checked separately. */
export const drifted = (
  set: StudentRecordSet,
  stored: Rows
): ReadonlyArray<string> =>
  tables.flatMap((table) =>
    rowsOf(set, records[table]).flatMap((row) => {
      const held = stored[table].find((each) =>
        table !== "student_school_associations" || isSameStay(each as unknown as AssociationRow, row as AssociationRow)
      )
      return Object.entries(row)
        .filter(([column, value]) =>
          column !== "enrollment_version" && plain(column, value) !== plain(column, held?.[column])
        )
        .map(([column]) => `${table}.${column}`)
    })
  )
