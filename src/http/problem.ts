import type { Context } from "hono"
import type * as Directory from "../domain/directory/errors.ts"
import type * as Enrollment from "../domain/enrollment/errors.ts"
import type * as Invitation from "../domain/invitation/errors.ts"
import type { NotAuthenticated } from "../domain/people/access-tokens.port.ts"
import type { AddressFormer } from "../domain/people/address-former.ts"
import type { IdempotencyKeyReused, RequestUnderWay } from "../domain/people/idempotency-errors.ts"
import type { LimitReached } from "../domain/people/limit.ts"
import type { NotPermitted } from "../domain/people/permit.ts"
import type { VersionConflict, VersionMismatch } from "../domain/people/stale-version.ts"
import type { StoreUnavailable } from "../domain/people/store-unavailable.ts"
import type { SchoolExists, SchoolUnknown } from "../domain/school/school.ts"
import type * as SignIn from "../domain/sign-in/errors.ts"
import type { IssuerUnavailable } from "../domain/sign-in/identity-tokens.port.ts"
import type { FieldProblem } from "../domain/words/field-codes.ts"
import { invitedAlready } from "./invited-already.ts"
import { limited } from "./limits/limited.ts"
import { languageOf, type Problem, type ProblemStatus, problemWire } from "./problem-wire.ts"
import { sent } from "./wire.ts"

/** Every typed failure that a use case may answer with. */
export type ApiError =
  | AddressFormer
  | NotAuthenticated
  | IdempotencyKeyReused
  | LimitReached
  | NotPermitted
  | RequestUnderWay
  | VersionConflict
  | VersionMismatch
  | StoreUnavailable
  | IssuerUnavailable
  | SchoolExists
  | SchoolUnknown
  | InstanceType<(typeof Directory)[keyof typeof Directory]>
  | InstanceType<(typeof Enrollment)[keyof typeof Enrollment]>
  | InstanceType<(typeof Invitation)[keyof typeof Invitation]>
  | InstanceType<(typeof SignIn)[keyof typeof SignIn]>

/** One line per error: a new one does not compile until it has its own. The slug is the stable part of its type URI. */
const table: { readonly [Tag in ApiError["_tag"]]: readonly [ProblemStatus, slug: string, title: string] } = {
  NotAuthenticated: [401, "not-authenticated", "Please sign in"],
  SignInLinkInvalid: [400, "sign-in-link-invalid", "This link does not work"],
  IdentityUnknown: [403, "identity-unknown", "Not known here"],
  NotPermitted: [403, "not-permitted", "Not allowed"],
  LimitReached: [429, "too-many-requests", "Please wait a little"],
  VersionConflict: [409, "version-conflict", "Changed at the same moment"],
  VersionMismatch: [412, "version-mismatch", "Changed in the meantime"],
  IdempotencyKeyReused: [422, "idempotency-key-reused", "This key belongs to another request"],
  RequestUnderWay: [409, "request-under-way", "Still under way"],
  StoreUnavailable: [503, "store-unavailable", "Please try again shortly"],
  IssuerUnavailable: [503, "issuer-unavailable", "Please try again shortly"],
  SchoolExists: [409, "school-exists", "This school is there already"],
  SchoolUnknown: [422, "school-unknown", "Unknown school"],
  EnrollmentNotFound: [404, "enrollment-not-found", "No such enrollment"],
  EnrollmentClosed: [409, "enrollment-closed", "This enrollment is closed"],
  StepOutOfOrder: [409, "step-out-of-order", "Another step comes first"],
  StepNotWaivable: [409, "step-not-waivable", "This step cannot be waived"],
  PolicyNotMet: [409, "policy-not-met", "Not verified yet"],
  RecordsRefused: [409, "records-refused", "The student records were refused"],
  CustodyOfSelf: [422, "custody-of-self", "This would keep you out"],
  GuardianRefused: [409, "guardian-refused", "This guardian cannot be added"],
  PersonNotFound: [404, "person-not-found", "No such person"],
  AddressFormer: [409, "address-former", "This address was somebody's"],
  AddressInUse: [409, "address-in-use", "This address is in use"],
  AddressTaken: [409, "address-taken", "This address is somebody else's"],
  LastAdmin: [409, "last-admin", "The last administrator stays"],
  InvitationNotFound: [404, "invitation-not-found", "No such invitation"],
  InvitationExists: [409, "invitation-exists", "This family is invited already"],
  InvitationExpired: [409, "invitation-expired", "This invitation has expired"],
  InvitationRevoked: [409, "invitation-revoked", "This invitation was withdrawn"],
  InvitationAccepted: [409, "invitation-accepted", "This invitation is in use"],
  InvitationNotYours: [403, "invitation-not-yours", "This invitation is for another address"],
  SchoolAmbiguous: [422, "school-ambiguous", "Which school?"],
  CoachUnknown: [422, "coach-unknown", "Unknown coach"]
}

/** Where an error is about one field of the body. */
const pointers: { readonly [Tag in ApiError["_tag"]]?: string } = {
  SchoolUnknown: "/school_id",
  SchoolAmbiguous: "/school_id",
  CustodyOfSelf: "/blocked",
  CoachUnknown: "/coach_id"
}

/** The problem as the answer to this request. */
export const problem = (c: Context, what: Problem): Response =>
  sent(c, problemWire(c.get("requestId") as string, what, languageOf(c)))

/** A typed failure as its problem. What is unavailable says when to come back, and nothing of the inside. */
export const problemOf = (error: ApiError): Problem => {
  const [status, slug, title] = table[error._tag]
  const pointer = pointers[error._tag]
  return {
    status,
    slug,
    title,
    ...(status < 500 && { detail: error.message }),
    ...(error._tag === "LimitReached" && limited(error)),
    ...(error._tag === "InvitationExists" && { members: invitedAlready(error) }),
    ...(error._tag === "RecordsRefused" && { errors: error.problems }),
    ...(pointer !== undefined && { errors: [{ pointer, code: slug.replaceAll("-", "_"), message: error.message }] }),
    ...(status === 503 && { headers: { "retry-after": "5" } }),
    ...(error._tag === "RequestUnderWay" && { headers: { "retry-after": "1" } }),
    ...(status === 401 && { headers: { "www-authenticate": "Bearer" } })
  }
}

/** Well-formed but invalid: all that is wrong, by pointer. */
export const invalid = (errors: ReadonlyArray<FieldProblem>, child?: string): Problem => ({
  status: 422,
  slug: "invalid",
  title: "Please correct the marked fields",
  errors,
  ...(child !== undefined && { child })
})

export const unexpected: Problem = { status: 500, slug: "unexpected", title: "Something went wrong on our side" }
