import { DateTime } from "effect"
import type { RecordName } from "../../domain/provisioning/differences.ts"
import type { StoredRecords } from "../../domain/provisioning/student-records.port.ts"
import { recordColumns, tables } from "./record-columns.ts"

type Row = Readonly<Record<string, unknown>>

const names = Object.keys(tables) as ReadonlyArray<RecordName>

/** PostgreSQL writes an instant in its session's zone and with microseconds. */
const utc = (instant: unknown) => typeof instant === "string" ? DateTime.formatIso(DateTime.makeUnsafe(instant)) : null

const recordOf = (record: RecordName, row: Row): Row =>
  Object.fromEntries(
    recordColumns(tables[record]).map((
      { columnType, name }
    ) => [name, columnType === "PgTimestamp" ? utc(row[name]) : row[name]])
  )

/** One row of `find`, each table's row as `to_json` wrote it, in the domain's shape. */
export const storedRecords = (row: Row): StoredRecords =>
  ({
    student_unique_id: row["student_unique_id"],
    associations: row["associations"],
    ...Object.fromEntries(names.map((name) => [name, row[name] === null ? null : recordOf(name, row[name] as Row)]))
  }) as unknown as StoredRecords

/** Whether any of the four is there. */
export const isStored = (stored: StoredRecords): boolean => names.some((name) => stored[name] !== null)
