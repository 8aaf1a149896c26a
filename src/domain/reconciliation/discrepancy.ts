import { Schema } from "effect"
import { ProvisioningState } from "../enrollment/provisioning.ts"
import { recordNames } from "../provisioning/differences.ts"

/**
 * How an enrollment and its records may not agree: `extra` (rows, but no enrollment whose records are due; or rows beside a tombstone),
 * `missing` (due, but no row at all), `ahead` (the rows have a later version than the enrollment, which was restored), `half` (not exactly
 * one row in each of the tables and one association per stay), `stale` (rows of a version before the wanted one), `drifted` (the right
 * version, but other columns), `unreadable` (an item that has another schema, is damaged, or does not project).
 */
export const discrepancyKinds = ["extra", "missing", "ahead", "half", "stale", "drifted", "unreadable"] as const
export const DiscrepancyKind = Schema.Literals(discrepancyKinds)
export type DiscrepancyKind = typeof DiscrepancyKind.Type

/** Whether projecting again repairs it. A person decides on the others: nothing is ever deleted here. */
export const isRepairable = (kind: DiscrepancyKind): boolean =>
  kind === "missing" || kind === "half" || kind === "stale" || kind === "drifted"

/** A column that differs. Personal values are short keyed hashes (`#…`), a few harmless ones are JSON; null if there is none. */
export const ColumnDifference = Schema.Struct({
  record: Schema.Literals(recordNames),
  column: Schema.String,
  stored: Schema.NullOr(Schema.String),
  wanted: Schema.NullOr(Schema.String)
})
export type ColumnDifference = typeof ColumnDifference.Type

/** What the two stores do not agree on, as it is reported. */
export const Discrepancy = Schema.Struct({
  kind: DiscrepancyKind,
  /** Null where the rows have an id that no enrollment can have. */
  enrollment_id: Schema.NullOr(Schema.String),
  student_unique_id: Schema.String,
  school_id: Schema.NullOr(Schema.Int),
  state: Schema.NullOr(ProvisioningState),
  columns: Schema.Array(ColumnDifference),
  repaired: Schema.Boolean
})
export type Discrepancy = typeof Discrepancy.Type
