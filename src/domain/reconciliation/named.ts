import { Effect } from "effect"
import type { Enrollment } from "../enrollment/enrollment.ts"
import type { Difference } from "../provisioning/differences.ts"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import type { Comparison } from "./compare-records.ts"
import type { ColumnDifference, Discrepancy } from "./discrepancy.ts"

/** Columns that say nothing about the child as a person. */
const harmless: ReadonlyArray<string> = [
  "source_system_descriptor",
  "school_id",
  "school_year",
  "primary_school",
  "entry_type_descriptor",
  "enrollment_status",
  "parent_consultation_completed",
  "shadow_day_completed",
  "required_documents_complete",
  "deposit_paid",
  "status",
  "enabled_user",
  "role",
  "org_ids"
]

const shown = Effect.fnUntraced(function*(column: string, value: unknown) {
  if (value === null || value === undefined) return null
  const text = JSON.stringify(value)
  return harmless.includes(column) ? text : `#${(yield* (yield* KeyedHash).of(`column ${column}`, text)).slice(0, 8)}`
})

const columnOf = Effect.fnUntraced(function*({ column, record, stored, wanted }: Difference) {
  const difference: ColumnDifference = {
    record,
    column,
    stored: yield* shown(column, stored),
    wanted: yield* shown(column, wanted)
  }
  return difference
})

/** Returns a discrepancy as it is reported: which columns, and for personal ones only whether two values are the same. */
export const named = Effect.fnUntraced(
  function*({ enrollment_id, provisioning, school_id }: Enrollment, { differences, kind }: Comparison) {
    const discrepancy: Discrepancy = {
      kind,
      enrollment_id,
      student_unique_id: studentUniqueIdOf(enrollment_id),
      school_id,
      state: provisioning.state,
      columns: yield* Effect.forEach(differences, columnOf),
      repaired: false
    }
    return discrepancy
  }
)
