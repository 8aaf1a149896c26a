import type { PgColumn } from "drizzle-orm/pg-core"
import type { RecordProblem } from "../../domain/enrollment/provisioning.ts"
import { rowsOf, type StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import type { RecordName } from "../../domain/provisioning/differences.ts"
import { isLocalDate } from "../../domain/values/local-date.ts"
import { type RecordCode, recordProblem } from "../../domain/words/record-words.ts"
import type { PostgresFailure } from "./failure.ts"
import { recordColumns, tables } from "./record-columns.ts"

/** The problem's code for each SQLSTATE. */
const codes: Readonly<Record<string, RecordCode>> = {
  "22001": "too_long",
  "22021": "unreadable_text",
  "22P02": "unreadable_text",
  "22P05": "unreadable_text",
  "22007": "invalid_date",
  "22008": "invalid_date",
  "22003": "out_of_range",
  "23502": "required",
  "23503": "unknown_reference",
  "23514": "not_allowed"
}

/** Columns whose value comes from a field with another name. */
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

/** Returns the pointer to where step 4 asks for a column's value, or "" where it does not. */
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

/** PostgreSQL names no column for a value that it cannot read, so this looks for it. */
const suspects = (set: StudentRecordSet): ReadonlyArray<string> =>
  (Object.keys(tables) as ReadonlyArray<RecordName>).flatMap((record) => {
    const rows = rowsOf(set, record) as unknown as ReadonlyArray<Readonly<Record<string, unknown>>>
    return recordColumns(tables[record])
      .filter((column) => rows.some((row) => isUnstorable(row[column.name], column)))
      .map(({ name }) => name)
  })

/** Returns why PostgreSQL refuses this set: a reason per field, without its value. */
export const problemsOf = (set: StudentRecordSet, { code, column }: PostgresFailure): ReadonlyArray<RecordProblem> => {
  const columns = column === undefined ? suspects(set) : [column]
  const pointers = new Set(columns.length === 0 ? [""] : columns.map(pointerOf))
  return [...pointers].map((pointer) => recordProblem(pointer, codes[code] ?? "invalid_value"))
}
