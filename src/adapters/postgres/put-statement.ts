import { getTableName } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import { rowsOf, type StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import { recordNames } from "../../domain/provisioning/differences.ts"
import type { Statement } from "./database.ts"
import { changeColumns, recordColumns, tables } from "./record-columns.ts"

const listed = (columns: ReadonlyArray<string>, of = "") => columns.map((column) => of + column).join(", ")

/** Returns the rows of one JSON parameter, typed as the table's columns. */
const rowsIn = (parameter: number, table: PgTable) => {
  const columns = recordColumns(table).map((column) => `${column.name} ${column.getSQLType()}`)
  return `json_to_recordset($${parameter}) AS new (${columns.join(", ")})`
}

const differs = (columns: ReadonlyArray<string>) =>
  `(${listed(columns, "held.")}) IS DISTINCT FROM (${listed(columns, "excluded.")})`

const taken = (columns: ReadonlyArray<string>) => columns.map((column) => `${column} = excluded.${column}`).join(", ")

/** Inserts a missing school and its organization, below the district. Ordered, so that two writers of new schools do not deadlock. */
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

/** The number and the two times that say when a row changed. `date_last_modified` is later with every change. */
const moved = (column: string) =>
  column === "date_last_modified"
    ? "greatest(excluded.date_last_modified, held.date_last_modified + interval '1 millisecond')"
    : `excluded.${column}`

/**
 * The arbiter. Its conflict clause sees the latest committed row, which no join before the insert would. Its order keeps overlapping
 * batches from deadlocking. A tombstone beats every version. A new version alone does not change the row, nor does a value where the
 * previous release left null.
 */
const arbiter = (parameter: number, beats: "<" | "<=") => {
  const columns = recordColumns(tables.extension).map(({ name }) => name)
  const taking = columns.filter((name) => name !== "student_unique_id")
  const compared = taking.filter((name) => name !== "enrollment_version" && name !== "school_id")
  const changed = `${differs(compared)} OR held.school_id <> excluded.school_id`
  const moving = changeColumns(tables.extension).map((column) => {
    const kept = column === "date_last_modified" ? `COALESCE(held.${column}, excluded.${column})` : `held.${column}`
    return `${column} = CASE WHEN ${changed} THEN ${moved(column)} ELSE ${kept} END`
  })
  return `
written AS (
  INSERT INTO tsa_student_extensions AS held (${listed(columns)})
  SELECT ${listed(columns)} FROM ${rowsIn(parameter, tables.extension)}
  ORDER BY student_unique_id
  ON CONFLICT (student_unique_id) DO UPDATE
  SET ${taken(taking)}, ${moving.join(", ")}
  WHERE held.enrollment_version ${beats} excluded.enrollment_version AND held.enrollment_status <> 'erased'
  RETURNING student_unique_id AS written_id
)`
}

/** Rows of another table, for the students whose arbiter row was written. Equal rows stay untouched. */
const follower = (parameter: number, table: PgTable, student: string, key: ReadonlyArray<string>) => {
  const columns = recordColumns(table).map(({ name }) => name)
  const content = columns.filter((column) => !key.includes(column))
  const moving = changeColumns(table).map((column) => `${column} = ${moved(column)}`)
  return `INSERT INTO ${getTableName(table)} AS held (${listed(columns)})
  SELECT ${listed(columns)} FROM ${rowsIn(parameter, table)} JOIN written ON written_id = ${student}
  ORDER BY ${student}
  ON CONFLICT (${listed(key)}) DO UPDATE SET ${taken(content)}, ${moving.join(", ")}
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

/**
 * Returns the statement that writes any number of sets, one per enrollment, all rows or none: one statement, one JSON parameter per table.
 */
export const putStatement = (sets: ReadonlyArray<StudentRecordSet>, mode: "newer" | "repair"): Statement => ({
  name: `put_${mode}`,
  text: texts[mode],
  values: [sets.map(({ school }) => school), ...recordNames.map((record) => sets.flatMap((set) => rowsOf(set, record)))]
    .map((rows) => JSON.stringify(rows))
})
