import { getTableName } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import type { StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import { recordNames } from "../../domain/provisioning/differences.ts"
import type { Statement } from "./database.ts"
import { changeColumns, recordColumns, tables } from "./record-columns.ts"

const listed = (columns: ReadonlyArray<string>, of = "") => columns.map((column) => of + column).join(", ")

/** The rows of one JSON parameter, typed as the table's columns. */
const rowsOf = (parameter: number, table: PgTable) => {
  const columns = recordColumns(table).map((column) => `${column.name} ${column.getSQLType()}`)
  return `json_to_recordset($${parameter}) AS new (${columns.join(", ")})`
}

const differs = (columns: ReadonlyArray<string>) =>
  `(${listed(columns, "held.")}) IS DISTINCT FROM (${listed(columns, "excluded.")})`

const taken = (columns: ReadonlyArray<string>) => columns.map((column) => `${column} = excluded.${column}`).join(", ")

/** A missing school and its organization, below the district. Ordered: two writers of new schools must not deadlock. */
const directory = (parameter: number) => `
school AS MATERIALIZED (
  SELECT DISTINCT ON (school_id) school_id, name_of_institution, time_zone
  FROM json_to_recordset($${parameter}) AS new (school_id bigint, name_of_institution varchar(75), time_zone text)
  ORDER BY school_id
), new_school AS (
  INSERT INTO schools (school_id, name_of_institution, time_zone) SELECT * FROM school ON CONFLICT DO NOTHING
), new_organization AS (
  INSERT INTO organizations (sourced_id, name, type, identifier, parent_id)
  SELECT 'district', 'Texas Sports Academy', 'district', NULL, NULL
  UNION ALL
  SELECT 'school_' || school_id, name_of_institution, 'school', school_id::text, 'district' FROM school
  ON CONFLICT DO NOTHING
)`

/**
 * The arbiter. Its conflict clause sees the latest committed row, which no join before the insert would; its order keeps
 * overlapping batches from deadlocking. A new version alone is no change of the row.
 */
const arbiter = (parameter: number, beats: "<" | "<=") => {
  const columns = recordColumns(tables.extension).map(({ name }) => name)
  const content = columns.filter((name) => name !== "student_unique_id" && name !== "enrollment_version")
  const moved = changeColumns(tables.extension)
    .map((column) => `${column} = CASE WHEN ${differs(content)} THEN excluded.${column} ELSE held.${column} END`)
  return `
written AS (
  INSERT INTO tsa_student_extensions AS held (${listed(columns)})
  SELECT ${listed(columns)} FROM ${rowsOf(parameter, tables.extension)}
  WHERE NOT EXISTS (SELECT FROM erased_students WHERE erased_students.student_unique_id = new.student_unique_id)
  ORDER BY student_unique_id
  ON CONFLICT (student_unique_id) DO UPDATE
  SET ${taken([...content, "enrollment_version"])}, ${moved.join(", ")}
  WHERE held.enrollment_version ${beats} excluded.enrollment_version
  RETURNING student_unique_id AS written_id
)`
}

/** A row of another table, for those students whose arbiter was written; an equal one stays untouched. */
const follower = (parameter: number, table: PgTable, student: string, key: ReadonlyArray<string>) => {
  const columns = recordColumns(table).map(({ name }) => name)
  const content = columns.filter((column) => !key.includes(column))
  return `INSERT INTO ${getTableName(table)} AS held (${listed(columns)})
  SELECT ${listed(columns)} FROM ${rowsOf(parameter, table)} JOIN written ON written_id = ${student}
  ORDER BY ${student}
  ON CONFLICT (${listed(key)}) DO UPDATE SET ${taken([...content, ...changeColumns(table)])}
  WHERE ${differs(content)}`
}

const text = (beats: "<" | "<=") =>
  `WITH ${directory(1)}, ${arbiter(4, beats)},
new_student AS (${follower(2, tables.student, "student_unique_id", ["student_unique_id"])}),
new_association AS (${
    follower(3, tables.association, "student_unique_id", ["student_unique_id", "school_id", "entry_date"])
  })
${follower(5, tables.user, "identifier", ["sourced_id"])}`

const texts = { newer: text("<"), repair: text("<=") }

/** Writes any number of sets, one per enrollment, all rows or none: one statement, one JSON parameter per table. */
export const putStatement = (sets: ReadonlyArray<StudentRecordSet>, mode: "newer" | "repair"): Statement => ({
  name: `put_${mode}`,
  text: texts[mode],
  values: (["school", ...recordNames] as const)
    .map((record) => JSON.stringify(sets.map((set) => set[record])))
})
