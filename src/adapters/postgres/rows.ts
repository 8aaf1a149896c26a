import { DateTime } from "effect"
import type { RecordName } from "../../domain/provisioning/differences.ts"
import type { StoredRecords } from "../../domain/provisioning/student-records.port.ts"
import { recordColumns, tables } from "./record-columns.ts"

type Row = Readonly<Record<string, unknown>>

/** PostgreSQL writes an instant in its session's zone and with microseconds. */
const utc = (instant: unknown) => typeof instant === "string" ? DateTime.formatIso(DateTime.makeUnsafe(instant)) : null

const recordOf = (record: RecordName, row: Row): Row =>
  Object.fromEntries(
    recordColumns(tables[record]).map((
      { columnType, name }
    ) => [name, columnType === "PgTimestamp" ? utc(row[name]) : row[name]])
  )

/** Returns one row of `find` in the domain's shape. Each table's rows are as `to_json` wrote them. */
export const storedRecords = (row: Row): StoredRecords => {
  const one = (record: RecordName) => row[record] === null ? null : recordOf(record, row[record] as Row)
  const extension = one("extension")
  const erased = extension?.["enrollment_status"] === "erased"
  return {
    student_unique_id: row["student_unique_id"],
    student: one("student"),
    associations: (row["associations"] as ReadonlyArray<Row> | null ?? []).map((each) => recordOf("association", each)),
    extension: erased ? null : extension,
    user: one("user"),
    erased
  } as unknown as StoredRecords
}

/** Returns whether anything is stored. */
export const isStored = ({ associations, erased, extension, student, user }: StoredRecords): boolean =>
  erased || student !== null || extension !== null || user !== null || associations.length > 0
