import { Effect, Equal, Result } from "effect"
import { RecordsRefused } from "../enrollment/errors.ts"
import { provisionPolicy } from "../enrollment/permits.ts"
import { projectStudentRecords } from "../enrollment/projection.ts"
import type { StudentRecordSet } from "../enrollment/student-record-set.ts"
import { StoreUnavailable } from "../people/store-unavailable.ts"
import { Circuit } from "./circuit.ts"
import { type StoredRecords, StudentRecords } from "./student-records.port.ts"

const records = ["student", "association", "extension", "user"] as const

/** One record of the four: what a put would do to it, and to which columns. */
export interface RecordChange {
  readonly record: (typeof records)[number]
  readonly action: "insert" | "update" | "none"
  readonly columns: ReadonlyArray<string>
}

/** What a put of this set would do to what stands. */
export const recordChanges = (set: StudentRecordSet, stored: StoredRecords | undefined): ReadonlyArray<RecordChange> =>
  records.map((record) => {
    const [wanted, held] = [set[record] as object, stored?.[record] ?? null]
    if (held === null) return { record, action: "insert", columns: Object.keys(wanted) }
    const columns = Object.entries(wanted)
      .filter(([column, value]) => !Equal.equals(value, (held as unknown as Record<string, unknown>)[column]))
      .map(([column]) => column)
    return { record, action: columns.length === 0 ? "none" : "update", columns }
  })

/** The four records of the permitted enrollment as they would be written now, and what would change. Writes nothing. */
export const preview = Effect.fn("preview")(function*() {
  const { resource, roles } = yield* provisionPolicy.tag
  const projection = projectStudentRecords(resource)
  if (Result.isFailure(projection)) {
    return yield* new RecordsRefused({ enrollment_id: resource.enrollment_id, problems: projection.failure })
  }
  const set = projection.success
  if (yield* (yield* Circuit).isOpen) {
    return yield* new StoreUnavailable({ store: "student-records", code: "circuit_open" })
  }
  const [stored] = yield* (yield* StudentRecords).find([set.student.student_unique_id])
  return { set, changes: recordChanges(set, stored), seesValues: roles.some((role) => role !== "operator") }
})
