import { Clock, Effect, Layer, Redacted, Schema } from "effect"
import { calculateJwkThumbprint, errors, importJWK, type JWK, jwtVerify, SignJWT } from "jose"
import { type AccessClaims, AccessTokens, NotAuthenticated } from "../../domain/people/access-tokens.port.ts"
import { Entropy } from "../../domain/people/entropy.port.ts"
import { Grant, Role } from "../../domain/people/principal.ts"

export interface TokenKeys {
  /** The private key that signs (EC P-256 JWK). Its public half verifies. */
  readonly signing: Redacted.Redacted<JWK>
  /** Public keys that are still taken while a rotation overlaps. */
  readonly retiring?: ReadonlyArray<JWK>
  readonly issuer: string
  readonly audience: string
}

const lifetimeSeconds = 900
const toleranceSeconds = 60
const required = ["iss", "aud", "sub", "sid", "iat", "exp", "jti", "epoch", "role", "grants"]

const Claims = Schema.Struct({
  sub: Schema.String,
  sid: Schema.String,
  epoch: Schema.Int,
  role: Role,
  grants: Schema.Array(Grant)
})
const decodeClaims = Schema.decodeUnknownEffect(Claims)

const publicHalf = ({ crv, kty, x, y }: JWK): JWK => ({
  ...(crv && { crv }),
  kty: kty ?? "EC",
  ...(x && { x }),
  ...(y && { y })
})

const rejected = (error: unknown) =>
  new NotAuthenticated({ reason: error instanceof errors.JWTExpired ? "expired" : "invalid" })

const make = Effect.fnUntraced(function*({ audience, issuer, retiring = [], signing }: TokenKeys) {
  const entropy = yield* Entropy
  const privateJwk = Redacted.value(signing)
  const privateKey = yield* Effect.promise(() => importJWK(privateJwk, "ES256"))
  const verifying = yield* Effect.forEach(
    [publicHalf(privateJwk), ...retiring],
    (jwk) => Effect.promise(async () => [await calculateJwkThumbprint(jwk), await importJWK(jwk, "ES256")] as const)
  )
  const byThumbprint = new Map(verifying)
  const [kid = ""] = byThumbprint.keys()

  const mint = Effect.fn("AccessTokens.mint")(function*(claims: AccessClaims, seconds = lifetimeSeconds) {
    const now = Math.floor((yield* Clock.currentTimeMillis) / 1000)
    const { epoch, grants, role, sid, sub } = claims
    const jti = yield* entropy.uuid
    const token = yield* Effect.promise(() =>
      new SignJWT({ sid, epoch, role, grants })
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid })
        .setIssuer(issuer).setAudience(audience).setSubject(sub).setJti(jti)
        .setIssuedAt(now).setExpirationTime(now + seconds)
        .sign(privateKey)
    )
    return Redacted.make(token)
  })

  const verify = Effect.fn("AccessTokens.verify")(function*(token: Redacted.Redacted) {
    const currentDate = new Date(yield* Clock.currentTimeMillis)
    const { payload } = yield* Effect.tryPromise({
      try: () =>
        jwtVerify(
          Redacted.value(token),
          (header) => {
            const key = byThumbprint.get(header.kid ?? "")
            if (key === undefined) throw new errors.JWKSNoMatchingKey()
            return key
          },
          {
            algorithms: ["ES256"],
            typ: "at+jwt",
            issuer,
            audience,
            requiredClaims: required,
            clockTolerance: toleranceSeconds,
            currentDate
          }
        ),
      catch: rejected
    })
    return yield* decodeClaims(payload).pipe(Effect.mapError(rejected))
  })

  return AccessTokens.of({ mint, verify })
})

/** Access tokens signed with one key, verified with it and those that are retiring. */
export const layer = (keys: TokenKeys) => Layer.effect(AccessTokens, make(keys))
