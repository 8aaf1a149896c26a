import type { NotAuthenticated } from "../domain/access/tokens.port.ts"
import type * as Directory from "../domain/directory/errors.ts"
import type * as Enrollment from "../domain/enrollment/errors.ts"
import type * as Invitation from "../domain/invitation/errors.ts"
import type { AddressFormer } from "../domain/people/address-former.ts"
import type { NotPermitted } from "../domain/people/permit.ts"
import type { IdempotencyKeyReused, RequestUnderWay } from "../domain/request/errors.ts"
import type { LimitReached } from "../domain/request/limit.ts"
import type { SchoolExists, SchoolUnknown } from "../domain/school/school.ts"
import type * as SignIn from "../domain/sign-in/errors.ts"
import type { IssuerUnavailable } from "../domain/sign-in/identity-tokens.port.ts"
import type { VersionConflict, VersionMismatch } from "../domain/store/stale-version.ts"
import type { StoreUnavailable } from "../domain/store/unavailable.ts"
import type { Language } from "../domain/words/language.ts"
import type { ProblemCode } from "../domain/words/problem-codes.ts"
import { limited } from "./limits/limited.ts"
import type { Problem, ProblemStatus } from "./problem-wire.ts"
import { invitedAlready } from "./representations/invited-already.ts"

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

/** One line per error: a new error does not compile until it has its own. The words for each code are in the domain. */
const table: { readonly [Tag in ApiError["_tag"]]: readonly [ProblemStatus, ProblemCode] } = {
  NotAuthenticated: [401, "not-authenticated"],
  SignInLinkInvalid: [400, "sign-in-link-invalid"],
  IdentityUnknown: [403, "identity-unknown"],
  NotPermitted: [403, "not-permitted"],
  LimitReached: [429, "too-many-requests"],
  VersionConflict: [409, "version-conflict"],
  VersionMismatch: [412, "version-mismatch"],
  IdempotencyKeyReused: [422, "idempotency-key-reused"],
  RequestUnderWay: [409, "request-under-way"],
  StoreUnavailable: [503, "store-unavailable"],
  IssuerUnavailable: [503, "issuer-unavailable"],
  SchoolExists: [409, "school-exists"],
  SchoolUnknown: [422, "school-unknown"],
  EnrollmentNotFound: [404, "enrollment-not-found"],
  EnrollmentClosed: [409, "enrollment-closed"],
  StepOutOfOrder: [409, "step-out-of-order"],
  StepNotWaivable: [409, "step-not-waivable"],
  PolicyNotMet: [409, "policy-not-met"],
  RecordsRefused: [409, "records-refused"],
  CustodyOfSelf: [422, "custody-of-self"],
  GuardianRefused: [409, "guardian-refused"],
  PersonNotFound: [404, "person-not-found"],
  AddressFormer: [409, "address-former"],
  AddressInUse: [409, "address-in-use"],
  AddressTaken: [409, "address-taken"],
  LastAdmin: [409, "last-admin"],
  InvitationNotFound: [404, "invitation-not-found"],
  InvitationExists: [409, "invitation-exists"],
  InvitationExpired: [409, "invitation-expired"],
  InvitationRevoked: [409, "invitation-revoked"],
  InvitationAccepted: [409, "invitation-accepted"],
  InvitationNotYours: [403, "invitation-not-yours"],
  SchoolAmbiguous: [422, "school-ambiguous"],
  CoachUnknown: [422, "coach-unknown"]
}

/** The field of the body, for an error that is about one. */
const pointers: { readonly [Tag in ApiError["_tag"]]?: string } = {
  SchoolUnknown: "/school_id",
  SchoolAmbiguous: "/school_id",
  CustodyOfSelf: "/blocked",
  CoachUnknown: "/coach_id"
}

/** The codes of those errors, as a field is reported with them. */
export const pointedCodes = (Object.keys(pointers) as ReadonlyArray<ApiError["_tag"]>)
  .map((tag) => table[tag][1].replaceAll("-", "_"))

/** Returns a typed failure as its problem. What is unavailable says when to come back, and nothing about the inside. */
export const problemOf = (error: ApiError): Problem => {
  const [status, code] = table[error._tag]
  const pointer = pointers[error._tag]
  return {
    status,
    code,
    about: { ...error },
    ...(error._tag === "LimitReached" && limited(error)),
    ...(error._tag === "InvitationExists" && { members: (language: Language) => invitedAlready(error, language) }),
    ...(error._tag === "RecordsRefused" && { errors: error.problems }),
    ...(pointer !== undefined && { pointer }),
    ...(status === 503 && { headers: { "retry-after": "5" } }),
    ...(error._tag === "RequestUnderWay" && { headers: { "retry-after": "1" } }),
    ...(status === 401 && { headers: { "www-authenticate": "Bearer" } })
  }
}
