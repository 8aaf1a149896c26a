import { Context, type Effect, type Redacted, Schema } from "effect"
import type { Grant, Role } from "../people/principal.ts"

/** The token is missing, malformed, expired, revoked or not ours; the answer is the same for all of these. `reason` is for the log. */
export class NotAuthenticated extends Schema.TaggedError<NotAuthenticated>()("NotAuthenticated", {
  reason: Schema.Literals(["missing", "invalid", "expired", "revoked"])
}) {}

/** How long an access token lives if nothing is said. */
export const accessTokenSeconds = 900

export interface AccessClaims {
  /** The person's opaque id, or `system:<name>`. */
  readonly sub: string
  readonly sid: string
  readonly epoch: number
  readonly role: Role
  readonly grants: ReadonlyArray<Grant>
}

/** What a verified token says. `iat` is when it was issued, in whole seconds since 1970. */
export interface VerifiedClaims extends AccessClaims {
  readonly iat: number
}

/** A public key that verifies access tokens, as it is published (RFC 7517). */
export interface PublishedKey {
  readonly kty: "EC"
  readonly crv: "P-256"
  readonly x: string
  readonly y: string
  readonly kid: string
  readonly alg: "ES256"
  readonly use: "sig"
}

/** Access tokens: JWT (RFC 9068 `at+jwt`), ES256, `kid` = RFC 7638 thumbprint. */
export class AccessTokens extends Context.Service<AccessTokens, {
  /** Returns a signed token that lives for `seconds` (`accessTokenSeconds` if nothing is said). */
  readonly mint: (claims: AccessClaims, seconds?: number) => Effect.Effect<Redacted.Redacted>
  /** Returns the claims of a token that is ours, for this audience, complete and not expired (60 s tolerance). Fails for any other. */
  readonly verify: (token: Redacted.Redacted) => Effect.Effect<VerifiedClaims, NotAuthenticated>
  /** The keys that verify tokens. The key that signs them comes first. */
  readonly published: ReadonlyArray<PublishedKey>
}>()("tsa/access/AccessTokens") {}
