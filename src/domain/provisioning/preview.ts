import { Effect, Result } from "effect"
import { RecordsRefused } from "../enrollment/errors.ts"
import { liftAbove } from "../enrollment/lift.ts"
import { provisionPolicy } from "../enrollment/policies.ts"
import { projectStudentRecords } from "../enrollment/projection.ts"
import { recordRead } from "../enrollment/reading/reads-on-record.ts"
import { rowsOf, type StudentRecordSet } from "../enrollment/student-record-set.ts"
import { changeContextFor } from "../people/change-context.ts"
import type { PermitOf } from "../people/permit.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import { differencesIn, heldRow, type RecordName, recordNames } from "./differences.ts"
import { type StoredRecords, StudentRecords } from "./student-records.port.ts"
import { throughCircuit } from "./through-circuit.ts"

/** What a put would do to one row, and to which of its columns. */
export interface RecordChange {
  readonly record: RecordName
  readonly action: "insert" | "update" | "none"
  readonly columns: ReadonlyArray<string>
}

/** Returns what a put of this set would do to the stored rows, row by row. */
export const recordChanges = (set: StudentRecordSet, stored: StoredRecords | undefined): ReadonlyArray<RecordChange> =>
  recordNames.flatMap((record) =>
    rowsOf(set, record).map((row): RecordChange => {
      if (stored?.erased === true) return { record, action: "none", columns: [] }
      const held = heldRow(stored, record, row)
      if (held === undefined) return { record, action: "insert", columns: Object.keys(row) }
      const columns = differencesIn(record, row, held).map(({ column }) => column)
      return { record, action: columns.length === 0 ? "none" : "update", columns }
    })
  )

/**
 * Returns the records of the permitted enrollment as they would be written now, and what would change. Writes none of them. If PostgreSQL
 * holds a later version, returns them as they would be after the enrollment was lifted above it. If the caller sees values, that is put on
 * record first.
 */
export const preview = Effect.fn("preview")(function*(permit: PermitOf<typeof provisionPolicy>) {
  const { principal, resource, roles } = permit
  const [stored] = yield* throughCircuit(
    (yield* StudentRecords).find([studentUniqueIdOf(resource.enrollment_id)])
  )
  const lifted = liftAbove(resource, stored?.extension?.enrollment_version ?? 0, yield* changeContextFor(principal))
  const projection = projectStudentRecords(lifted)
  if (Result.isFailure(projection)) {
    return yield* new RecordsRefused({ enrollment_id: resource.enrollment_id, problems: projection.failure })
  }
  const set = projection.success
  const seesValues = roles.some((role) => role !== "operator")
  if (seesValues) yield* recordRead(resource, principal, recordNames)
  return { set, changes: recordChanges(set, stored), seesValues }
})
