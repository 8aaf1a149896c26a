import { Schema } from "effect"
import { DomainEvent } from "../history/event.ts"
import { StoredStudent } from "../invitation/invitation.ts"
import { SchoolId } from "../people/principal.ts"
import { EnrollmentPolicy } from "../school/enrollment-policy.ts"
import { EnrollmentId, InvitationId, StudentUniqueId } from "../values/identifiers.ts"
import { Provisioning } from "./provisioning.ts"
import type { Draft, StepData } from "./steps/step-data.ts"
import type { StepNumber } from "./steps/step.ts"

/** A completed step. `completed_on` is the date in the school's time zone. It and `completed_at` stay when the step is edited. */
export interface CompletedStep<N extends StepNumber = StepNumber> {
  readonly state: "completed"
  readonly completed_at: string
  readonly completed_on: string
  readonly data: StepData[N]
}
export interface WaivedStep {
  readonly state: "waived"
  readonly waived_at: string
  readonly reason: string
}
export type Steps = { readonly [N in StepNumber]?: CompletedStep<N> | WaivedStep }

export interface SavedDraft {
  readonly saved_at: string
  readonly data: Draft
}
export type Drafts = { readonly [N in StepNumber]?: SavedDraft }

/** Fixed once, when step 4 is first accepted; never edited, so that every attempt makes the same rows. */
export const StudentIdentity = Schema.Struct({
  student_unique_id: StudentUniqueId,
  student_usi: Schema.Int,
  username: Schema.String,
  entry_date: Schema.String,
  school_year: Schema.Int,
  expected_start_date: Schema.String,
  registered_at: Schema.String
})
export type StudentIdentity = typeof StudentIdentity.Type

/** How an enrollment ended without being completed. `on` is the date in the school's time zone. */
export const Closure = Schema.Struct({
  status: Schema.Literals(["withdrawn", "declined", "erased"]),
  at: Schema.String,
  on: Schema.String,
  reason: Schema.optionalKey(Schema.String)
})

const fields = {
  schema_version: Schema.Literal(1),
  enrollment_id: EnrollmentId,
  invitation_id: InvitationId,
  school_id: SchoolId,
  school_name: Schema.String,
  coach_id: Schema.String,
  coach_name: Schema.String,
  parent_email: Schema.String,
  /**
   * Addresses: of further guardians, each with a sign-in of their own; of those who were named as guardians and have not confirmed it yet;
   * and of those who, by custody, may not know of the enrollment.
   */
  guardians: Schema.optionalKey(Schema.Array(Schema.String)),
  pending_guardians: Schema.optionalKey(Schema.Array(Schema.String)),
  blocked: Schema.optionalKey(Schema.Array(Schema.String)),
  invited: StoredStudent,
  policy: EnrollmentPolicy,
  closure: Schema.optionalKey(Closure),
  /** When the enrollment was last reopened, and why. */
  reopened: Schema.optionalKey(Schema.Struct({ at: Schema.String, reason: Schema.String })),
  /** The school's word that the child is admitted. */
  approval: Schema.optionalKey(Schema.Struct({ at: Schema.String, notes: Schema.optionalKey(Schema.String) })),
  /** Another enrollment of this family at this school that holds the claim on the same child. */
  same_child: Schema.optionalKey(EnrollmentId),
  /** Set while nobody knows whether the child that step 4 names could be claimed. The claim is due again at this time. */
  child_claim_due_at: Schema.optionalKey(Schema.String),
  identity: Schema.optionalKey(StudentIdentity),
  /** How often the family has changed it within the window that ends then. */
  family_changes: Schema.optionalKey(Schema.Struct({ ends_at: Schema.String, times: Schema.Int })),
  provisioning: Provisioning,
  events: Schema.Record(Schema.String, DomainEvent),
  version: Schema.Int,
  rev: Schema.Int,
  created_at: Schema.String,
  updated_at: Schema.String
}

/**
 * The stored shape. Reading it does not check accepted step data again: today's rules for input are not yesterday's. The projection, not a
 * read, finds data that can no longer be projected.
 */
export const Enrollment = Schema.Struct({
  ...fields,
  steps: Schema.Record(Schema.String, Schema.Unknown) as unknown as Schema.Codec<Steps>,
  drafts: Schema.Record(Schema.String, Schema.Unknown) as unknown as Schema.Codec<Drafts>
})

/** What a family has told us so far, and where its enrollment stands. This is the truth; the student records are a projection of it. */
export type Enrollment = typeof Enrollment.Type

/** An enrollment without the parts that only its family and its history need: what is left is what its records are made of. */
export type EnrollmentCore = Omit<Enrollment, "drafts" | "events">

/** What decides whether records are due. */
export interface DueFields {
  readonly identity?: object
  readonly closure?: Pick<typeof Closure.Type, "status"> & Partial<typeof Closure.Type>
  readonly policy: { readonly provision_at: string }
  readonly steps: Enrollment["steps"]
}
