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
  /** Enrollment ids that begin so. */
  readonly id_prefix?: string
}

/** One page of one segment of all enrollments; `after` is the `next` of the page before. At most `limit` items are looked at. */
export interface ScanRequest {
  /** From 0, below `segments`: the segments together hold every enrollment once. */
  readonly segment: number
  readonly segments: number
  readonly after: string | undefined
  readonly limit: number
}

/** What cannot be read as an enrollment: damaged, or of another schema. */
export interface Unreadable {
  readonly enrollment_id: EnrollmentId
  readonly school_id: number | null
}

export interface ScanPage {
  readonly items: ReadonlyArray<EnrollmentCore>
  readonly unreadable: ReadonlyArray<Unreadable>
  readonly next: string | undefined
}

/** Whether the records of an enrollment that is there are due. */
export type Standing = "due" | "not_due" | "unreadable"

/** Where enrollments live. Each write touches its own attributes only: a draft, a step and a relay never overwrite each other. */
export class Enrollments extends Context.Service<Enrollments, {
  /** Stores a new one; returns the one that stands there: it, or the one of an earlier begin. */
  readonly create: (enrollment: Enrollment) => Effect.Effect<Enrollment, StoreUnavailable>
  /** The enrollment of this id, read consistently. */
  readonly get: (id: EnrollmentId) => Effect.Effect<Option.Option<Enrollment>, StoreUnavailable>
  /** Several at once, read consistently, in any order; unknown ids are left out. */
  readonly getMany: (ids: ReadonlyArray<EnrollmentId>) => Effect.Effect<ReadonlyArray<Enrollment>, StoreUnavailable>
  /** Stores an accepted change on the condition that the version is still `before.version`. Drafts and bookkeeping of others stay. */
  readonly accept: (before: Enrollment, after: Enrollment) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Stores bookkeeping (claims, outcomes, moved events) on the condition that version and rev are still those of `before`. */
  readonly record: (before: Enrollment, after: Enrollment) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Saves or drops (undefined) one draft on the condition that the version is still `before.version`; of drafts the last write wins. */
  readonly saveDraft: (
    before: Enrollment,
    step: StepNumber,
    draft: SavedDraft | undefined
  ) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Newest first, of one family (a normalized address). */
  readonly listByFamily: (address: string, page: PageRequest) => Effect.Effect<Page<Enrollment>, StoreUnavailable>
  /** Newest first, of one school. Eventually consistent. */
  readonly listBySchool: (
    school_id: number,
    filter: EnrollmentFilter,
    page: PageRequest
  ) => Effect.Effect<Page<EnrollmentListing>, StoreUnavailable>
  /** All enrollments, page by page, in no order, read consistently: for reconcile and maintenance only. */
  readonly scan: (asked: ScanRequest) => Effect.Effect<ScanPage, StoreUnavailable>
  /** Which of these are there and due, read consistently and without the rest of them; unknown ids are left out. */
  readonly standings: (
    ids: ReadonlyArray<EnrollmentId>
  ) => Effect.Effect<ReadonlyMap<EnrollmentId, Standing>, StoreUnavailable>
}>()("tsa/enrollment/Enrollments") {}
