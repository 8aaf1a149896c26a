import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { EnrollmentId } from "../values/identifiers.ts"
import type { Page, PageRequest } from "../values/page.ts"
import type { Enrollment, EnrollmentCore, SavedDraft } from "./enrollment.ts"
import type { ProvisioningState } from "./provisioning.ts"
import type { EnrollmentListing } from "./reading/listing.ts"
import type { EnrollmentStatus } from "./status.ts"
import type { StepNumber } from "./steps/step.ts"

export interface EnrollmentFilter {
  readonly status?: EnrollmentStatus
  readonly provisioning?: ProvisioningState
  /** Only enrollments whose id begins with this. */
  readonly id_prefix?: string
}

/** Asks for one page of one segment of all enrollments. `after` is the `next` of the previous page. At most `limit` items are looked at. */
export interface ScanRequest {
  /** At least 0 and below `segments`. Together, the segments hold every enrollment exactly once. */
  readonly segment: number
  readonly segments: number
  readonly after: string | undefined
  readonly limit: number
}

/** An item that cannot be read as an enrollment: it is damaged, or of another schema. */
export interface Unreadable {
  readonly enrollment_id: EnrollmentId
  readonly school_id: number | null
}

export interface ScanPage {
  readonly items: ReadonlyArray<EnrollmentCore>
  readonly unreadable: ReadonlyArray<Unreadable>
  readonly next: string | undefined
}

/** Whether the records of an enrollment that exists are due. */
export type Standing = "due" | "not_due" | "unreadable"

/** The store of enrollments. Each write touches only its own attributes, so a draft, a step and a relay never overwrite each other. */
export class Enrollments extends Context.Service<Enrollments, {
  /** Stores a new enrollment. Returns the one that is stored now: this one, or that of an earlier begin. */
  readonly create: (enrollment: Enrollment) => Effect.Effect<Enrollment, StoreUnavailable>
  /** Returns the enrollment with this id, read consistently. */
  readonly get: (id: EnrollmentId) => Effect.Effect<Option.Option<Enrollment>, StoreUnavailable>
  /** Returns several enrollments at once, read consistently, in any order. Unknown ids are left out. */
  readonly getMany: (ids: ReadonlyArray<EnrollmentId>) => Effect.Effect<ReadonlyArray<Enrollment>, StoreUnavailable>
  /** Stores an accepted change if the version is still `before.version`. Drafts and bookkeeping that others wrote stay. */
  readonly accept: (before: Enrollment, after: Enrollment) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Stores bookkeeping (claims, outcomes, moved events) if version and rev are still those of `before`. */
  readonly record: (before: Enrollment, after: Enrollment) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Saves one draft, or drops it (undefined), if the version is still `before.version`. Of several drafts the last write wins. */
  readonly saveDraft: (
    before: Enrollment,
    step: StepNumber,
    draft: SavedDraft | undefined
  ) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Returns the enrollments of one family (a normalized address), newest first. */
  readonly listByFamily: (address: string, page: PageRequest) => Effect.Effect<Page<Enrollment>, StoreUnavailable>
  /** Returns the enrollments of one school, newest first. Eventually consistent. */
  readonly listBySchool: (
    school_id: number,
    filter: EnrollmentFilter,
    page: PageRequest
  ) => Effect.Effect<Page<EnrollmentListing>, StoreUnavailable>
  /** Returns all enrollments page by page, in no order, read consistently. For reconcile and maintenance only. */
  readonly scan: (asked: ScanRequest) => Effect.Effect<ScanPage, StoreUnavailable>
  /** Returns which of these exist, and whether each is due, read consistently and without the rest of them. Unknown ids are left out. */
  readonly standings: (
    ids: ReadonlyArray<EnrollmentId>
  ) => Effect.Effect<ReadonlyMap<EnrollmentId, Standing>, StoreUnavailable>
}>()("tsa/enrollment/Enrollments") {}
