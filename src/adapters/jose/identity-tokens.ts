import { Clock, Effect, Layer, Option, Redacted, Schema } from "effect"
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose"
import { NotAuthenticated } from "../../domain/access/tokens.port.ts"
import { type ForeignIdentity, IdentityTokens, IssuerUnavailable } from "../../domain/sign-in/identity-tokens.port.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import { type Issuer, type IssuerKeys, keysOf } from "./issuer-keys.ts"

/** Only algorithms with public keys: with a shared secret, anyone who verifies could also sign. */
const algorithms = ["RS", "PS", "ES"].flatMap((family) => ["256", "384", "512"].map((size) => family + size)).concat(
  "EdDSA",
  "Ed25519"
)
const required = ["iss", "sub", "aud", "exp", "iat", "nonce"]
const toleranceSeconds = 60

const Claims = Schema.Struct({
  sub: Schema.NonEmptyString,
  nonce: Schema.NonEmptyString,
  email: Schema.optionalKey(Schema.Unknown),
  email_verified: Schema.optionalKey(Schema.Unknown)
})
const decodeClaims = Schema.decodeUnknownEffect(Claims)
const decodeAddress = Schema.decodeUnknownOption(EmailAddress)

const invalid = new NotAuthenticated({ reason: "invalid" })

/** Returns the issuer that the token claims. Nothing in the token is trusted yet. */
const claimedIssuer = (token: string): unknown => {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

/** OpenID Connect Core 3.1.3.7: the token was issued to us, and does not merely name us among others. */
const isForUs = ({ aud, azp }: JWTPayload, audience: string): boolean =>
  azp === undefined ? typeof aud === "string" || aud?.length === 1 : azp === audience

const verified = (token: string, keys: JSONWebKeySet, { audience, issuer }: Issuer, now: number) =>
  Effect.tryPromise({
    try: async () => {
      const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
        algorithms,
        issuer,
        audience,
        requiredClaims: required,
        clockTolerance: toleranceSeconds,
        currentDate: new Date(now)
      })
      return payload
    },
    catch: (error) => error
  }).pipe(Effect.filterOrFail((payload) => isForUs(payload, audience), () => invalid))

const rejected = (error: unknown) =>
  new NotAuthenticated({ reason: error instanceof errors.JWTExpired ? "expired" : "invalid" })

/** Verifies ID tokens of these issuers. Their keys are kept in `cache`. */
export const layer = (issuers: ReadonlyArray<Issuer>, cache: IssuerKeys) => {
  const verify = Effect.fn("IdentityTokens.verify")(function*(redacted: Redacted.Redacted) {
    const token = Redacted.value(redacted)
    const claimed = claimedIssuer(token)
    const issuer = issuers.find((each) => each.issuer === claimed)
    if (issuer === undefined) return yield* invalid
    const now = yield* Clock.currentTimeMillis
    const payload = yield* verified(token, yield* keysOf(cache, issuer, false), issuer, now).pipe(
      Effect.catchIf(
        (error) => error instanceof errors.JWKSNoMatchingKey,
        () => Effect.flatMap(keysOf(cache, issuer, true), (keys) => verified(token, keys, issuer, now))
      ),
      Effect.mapError((error) => Schema.is(IssuerUnavailable)(error) ? error : rejected(error))
    )
    const { email, email_verified, nonce, sub } = yield* Effect.mapError(decodeClaims(payload), rejected)
    const address = email_verified === true ? Option.getOrUndefined(decodeAddress(email)) : undefined
    return { issuer: issuer.issuer, subject: sub, nonce, address } satisfies ForeignIdentity
  })
  return Layer.succeed(IdentityTokens, IdentityTokens.of({ verify }))
}
