import type { PgColumn } from "drizzle-orm/pg-core"
import type { RecordProblem } from "../../domain/enrollment/provisioning.ts"
import type { StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import { isLocalDate } from "../../domain/school/local-date.ts"
import type { PostgresFailure } from "./failure.ts"
import { recordColumns, type RecordName, tables } from "./record-columns.ts"

const unreadable = [
  "unreadable_text",
  "This text holds a character that cannot be stored. Please type it again."
] as const
const badDate = ["invalid_date", "This is not a date that can be stored. Please correct it."] as const

/** By SQLSTATE: a stable code, and what staff can do about it. */
const words: Readonly<Record<string, readonly [code: string, message: string]>> = {
  "22001": ["too_long", "This text is too long for the student records. Please shorten it."],
  "22021": unreadable,
  "22P02": unreadable,
  "22P05": unreadable,
  "22007": badDate,
  "22008": badDate,
  "22003": ["out_of_range", "This number is too large for the student records. Please correct it."],
  "23502": ["required", "The student records cannot do without this value. Please fill it in."],
  "23503": ["unknown_reference", "This refers to something that the student records do not know. Please report it."],
  "23514": ["not_allowed", "The student records do not allow this value. Please report it."]
}
const anyOther = ["invalid_value", "The student records cannot hold this value. Please correct it."] as const

/** Columns whose value comes from a field of another name. */
const fieldOf: Readonly<Record<string, string>> = {
  given_name: "first_name",
  family_name: "last_name",
  entry_grade_level_descriptor: "grade_level",
  grade_level_at_enrollment: "grade_level",
  assigned_program_track: "sport_interest"
}
const ours = ["student_unique_id", "student_usi", "source_system_descriptor"]
const asked = [...Object.values(fieldOf), ...recordColumns(tables.student).map(({ name }) => name)]
  .filter((field) => !ours.includes(field))

/** Where step 4 asks for the value of a column; "" where it does not. */
const pointerOf = (column: string): string => {
  const field = fieldOf[column] ?? column
  return asked.includes(field) ? `/student_info/${field}` : ""
}

const isUnstorable = (value: unknown, column: PgColumn): boolean => {
  if (typeof value !== "string") return false
  if (column.columnType === "PgDateString") return !isLocalDate(value)
  const max = "length" in column && typeof column.length === "number" ? column.length : Infinity
  return !value.isWellFormed() || value.includes("\u0000") || [...value].length > max
}

/** PostgreSQL names no column for a value that it cannot read: look for it. */
const suspects = (set: StudentRecordSet): ReadonlyArray<string> =>
  (Object.keys(tables) as ReadonlyArray<RecordName>).flatMap((record) => {
    const row = set[record] as unknown as Readonly<Record<string, unknown>>
    return recordColumns(tables[record]).filter((column) => isUnstorable(row[column.name], column)).map(({ name }) =>
      name
    )
  })

/** Why PostgreSQL will not take this set: a reason per field, without its value. */
export const problemsOf = (set: StudentRecordSet, { code, column }: PostgresFailure): ReadonlyArray<RecordProblem> => {
  const [name, message] = words[code] ?? anyOther
  const columns = column === undefined ? suspects(set) : [column]
  const pointers = new Set(columns.length === 0 ? [""] : columns.map(pointerOf))
  return [...pointers].map((pointer) => ({ pointer, code: name, message }))
}
