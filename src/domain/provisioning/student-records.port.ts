import { Context, type Effect } from "effect"
import type { RecordProblem } from "../enrollment/provisioning.ts"
import type { RecordRows, StudentRecordSet } from "../enrollment/student-record-set.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** What became of one set. `held`: PostgreSQL now holds this version or a newer one. */
export type PutOutcome =
  | { readonly _tag: "Held"; readonly enrollment_id: string }
  /** A value that PostgreSQL will not take (SQLSTATE 22xxx, 23502, 23503, 23514): a person must act. */
  | { readonly _tag: "Refused"; readonly enrollment_id: string; readonly problems: ReadonlyArray<RecordProblem> }
  /** It did not go through this time (deadlock, serialization, anything not named): try again later. `code`: the SQLSTATE. */
  | { readonly _tag: "Failed"; readonly enrollment_id: string; readonly code: string }

/** The records as they are stored; a missing one is null. */
export interface StoredRecords {
  readonly student_unique_id: string
  readonly student: RecordRows["student"] | null
  /** Ordered by entry date, the latest last. */
  readonly associations: ReadonlyArray<RecordRows["association"]>
  /** Also null if the row is the tombstone of an erased child. */
  readonly extension: RecordRows["extension"] | null
  readonly user: RecordRows["user"] | null
  /** The child was erased; no put brings its records back. */
  readonly erased: boolean
}

/** A student with a row in any of the four tables, apart from a tombstone. `school_id` is null if no row names the school. */
export interface StoredStudent {
  readonly student_unique_id: string
  readonly school_id: number | null
}

export interface StudentCount {
  readonly school_id: number | null
  readonly students: number
}

/** Where the student records live (PostgreSQL). */
export class StudentRecords extends Context.Service<StudentRecords, {
  /**
   * Writes any number of sets, each with all of its records or none. Returns one outcome per enrollment (of duplicates the highest version
   * counts). A newer version wins whatever the order of arrival. `repair` also rewrites a version that is already held, and brings back
   * missing rows. Either way unchanged rows stay untouched, associations are never deleted, and an erased child stays erased.
   */
  readonly put: (
    sets: ReadonlyArray<StudentRecordSet>,
    mode: "newer" | "repair"
  ) => Effect.Effect<ReadonlyArray<PutOutcome>, StoreUnavailable>
  /** Returns what is stored for these students; a student without any row is left out. */
  readonly find: (
    student_unique_ids: ReadonlyArray<string>
  ) => Effect.Effect<ReadonlyArray<StoredRecords>, StoreUnavailable>
  /** Returns how many students came from the portal, by the school of their latest stay (null if their association is missing). */
  readonly countBySchool: Effect.Effect<ReadonlyArray<StudentCount>, StoreUnavailable>
  /** Returns the students of this source that follow `after`, by id. A student of whom only the tombstone is left is left out. */
  readonly page: (
    after: string | undefined,
    limit: number
  ) => Effect.Effect<ReadonlyArray<StoredStudent>, StoreUnavailable>
  /** Succeeds once the store answers. Returns how many migrations it has had, and how many this code knows. */
  readonly migrationLevel: Effect.Effect<{ readonly applied: number; readonly known: number }, StoreUnavailable>
}>()("tsa/provisioning/StudentRecords") {}
