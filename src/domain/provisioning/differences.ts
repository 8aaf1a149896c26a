import { Equal } from "effect"
import type { StudentRecordSet } from "../enrollment/student-record-set.ts"

export const recordNames = ["student", "association", "extension", "user"] as const
export type RecordName = (typeof recordNames)[number]

/** One column that is not as projected. */
export interface Difference {
  readonly record: RecordName
  readonly column: string
  readonly stored: unknown
  readonly wanted: unknown
}

/** The columns of one record that are not as projected. */
export const differencesIn = (record: RecordName, set: StudentRecordSet, row: object): ReadonlyArray<Difference> =>
  Object.entries(set[record]).flatMap(([column, wanted]: readonly [string, unknown]) => {
    const stored = (row as Readonly<Record<string, unknown>>)[column]
    return wanted === stored || Equal.equals(wanted, stored) ? [] : [{ record, column, stored, wanted }]
  })
