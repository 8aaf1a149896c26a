import { Equal } from "effect"
import type { AssociationRow, RecordRows } from "../enrollment/student-record-set.ts"
import type { StoredRecords } from "./student-records.port.ts"

export const recordNames = ["student", "association", "extension", "user"] as const satisfies ReadonlyArray<
  keyof RecordRows
>
export type RecordName = (typeof recordNames)[number]

/** One column that differs from the projection. */
export interface Difference {
  readonly record: RecordName
  readonly column: string
  readonly stored: unknown
  readonly wanted: unknown
}

/** What makes two associations the same stay. */
export const isSameStay = (
  one: Pick<AssociationRow, "school_id" | "entry_date">,
  other: Pick<AssociationRow, "school_id" | "entry_date">
): boolean => one.school_id === other.school_id && one.entry_date === other.entry_date

/** Returns the stored row that a put of this row would replace. */
export const heldRow = <R extends RecordName>(
  stored: StoredRecords | undefined,
  record: R,
  row: RecordRows[R]
): object | undefined => {
  if (stored === undefined) return undefined
  if (record !== "association") return stored[record as Exclude<RecordName, "association">] ?? undefined
  return stored.associations.find((held) => isSameStay(held, row as AssociationRow))
}

/** A process of the previous release leaves the arbiter's `school_id` empty. Filling it in does not count as a change. */
const isLeftOpen = (record: RecordName, column: string, stored: unknown) =>
  record === "extension" && column === "school_id" && (stored ?? null) === null

/** Returns the columns of one row that differ from the projection. */
export const differencesIn = (record: RecordName, row: object, held: object): ReadonlyArray<Difference> =>
  Object.entries(row).flatMap(([column, wanted]: readonly [string, unknown]) => {
    const stored = (held as Readonly<Record<string, unknown>>)[column]
    const isSame = wanted === stored || Equal.equals(wanted, stored) || isLeftOpen(record, column, stored)
    return isSame ? [] : [{ record, column, stored, wanted }]
  })
