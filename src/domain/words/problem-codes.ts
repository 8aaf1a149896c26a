/** Every kind of problem, as in its type URI (`/problems/<code>`, RFC 9457). */
export const problemCodes = [
  "address-former",
  "address-in-use",
  "address-taken",
  "body-too-large",
  "coach-unknown",
  "custody-of-self",
  "enrollment-closed",
  "enrollment-not-found",
  "guardian-refused",
  "idempotency-key-reused",
  "identity-unknown",
  "invalid",
  "invitation-accepted",
  "invitation-exists",
  "invitation-expired",
  "invitation-not-found",
  "invitation-not-yours",
  "invitation-revoked",
  "issuer-unavailable",
  "last-admin",
  "malformed-idempotency-key",
  "malformed-json",
  "method-not-allowed",
  "nested-too-deeply",
  "not-authenticated",
  "not-found",
  "not-permitted",
  "not-utf-8",
  "person-not-found",
  "policy-not-met",
  "records-refused",
  "repeated-name",
  "request-under-way",
  "school-ambiguous",
  "school-exists",
  "school-unknown",
  "sign-in-link-invalid",
  "starting",
  "step-not-waivable",
  "step-out-of-order",
  "store-unavailable",
  "too-many-requests",
  "unexpected",
  "unsupported-media-type",
  "version-conflict",
  "version-mismatch"
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** What a problem is about, by name: ids, numbers and words of our own. */
export type Told = Readonly<Record<string, unknown>>

/** A title for all problems of a kind, and what it means for one of them. */
export interface Worded {
  readonly title: string
  readonly detail?: string | ((told: Told) => string)
}

/** The words of one language for every kind of problem. */
export type ProblemWords = { readonly [C in ProblemCode]: Worded }
