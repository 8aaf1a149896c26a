import { Clock, Effect, Layer, Redacted, Schema } from "effect"
import { calculateJwkThumbprint, errors, importJWK, type JWK, jwtVerify, SignJWT } from "jose"
import { createHash } from "node:crypto"
import {
  type AccessClaims,
  AccessTokens,
  accessTokenSeconds,
  NotAuthenticated,
  type PublishedKey,
  type VerifiedClaims
} from "../../domain/access/tokens.port.ts"
import { Grant, Role } from "../../domain/people/principal.ts"
import { SecureRandom } from "../../domain/secrets/secure-random.port.ts"

export interface TokenKeys {
  /** The private key that signs (EC P-256 JWK). Its public half verifies. */
  readonly signing: Redacted.Redacted<JWK>
  /** More public keys that verify tokens: the previous key and the next one, while a rotation overlaps. */
  readonly verifying?: ReadonlyArray<JWK>
  readonly issuer: string
  readonly audience: string
}

const toleranceSeconds = 60
const required = ["iss", "aud", "sub", "sid", "iat", "exp", "jti", "epoch", "role", "grants"]

const Claims = Schema.Struct({
  sub: Schema.String,
  sid: Schema.String,
  iat: Schema.Finite,
  epoch: Schema.Int,
  role: Role,
  grants: Schema.Array(Grant)
})
const decodeClaims = Schema.decodeUnknownEffect(Claims)

/** Returns the public half of an EC P-256 key, and no other part of it. */
const published = async ({ x = "", y = "" }: JWK): Promise<PublishedKey> => {
  const point = { kty: "EC", crv: "P-256", x, y } as const
  return { ...point, kid: await calculateJwkThumbprint(point), alg: "ES256", use: "sig" }
}

const rejected = (error: unknown) =>
  new NotAuthenticated({ reason: error instanceof errors.JWTExpired ? "expired" : "invalid" })

/**
 * Signatures that were good, by the hash of their tokens: to check one costs more than all else that is asked of a token. Whether it has
 * expired, and whether its key is still ours, is asked every time.
 */
export type SignaturesSeen = Map<
  string,
  { readonly claims: VerifiedClaims; readonly kid: string; readonly until: number }
>

const seenAtMost = 10_000

const make = Effect.fnUntraced(function*(
  { audience, issuer, verifying = [], signing }: TokenKeys,
  seen: SignaturesSeen
) {
  const random = yield* SecureRandom
  const privateJwk = Redacted.value(signing)
  const privateKey = yield* Effect.promise(() => importJWK(privateJwk, "ES256"))
  const keys = yield* Effect.forEach([privateJwk, ...verifying], (jwk) => Effect.promise(() => published(jwk)))
  const byThumbprint = new Map(
    yield* Effect.forEach(keys, (key) => Effect.promise(async () => [key.kid, await importJWK(key)] as const))
  )
  const [kid = ""] = byThumbprint.keys()

  const mint = Effect.fn("AccessTokens.mint")(function*(claims: AccessClaims, seconds = accessTokenSeconds) {
    const now = Math.floor((yield* Clock.currentTimeMillis) / 1000)
    const { epoch, grants, role, sid, sub } = claims
    const jti = yield* random.uuid
    const token = yield* Effect.promise(() =>
      new SignJWT({ sid, epoch, role, grants })
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid })
        .setIssuer(issuer).setAudience(audience).setSubject(sub).setJti(jti)
        .setIssuedAt(now).setExpirationTime(now + seconds)
        .sign(privateKey)
    )
    return Redacted.make(token)
  })

  const checked = Effect.fnUntraced(function*(token: string, now: number) {
    const { payload, protectedHeader: { kid = "" } } = yield* Effect.tryPromise({
      try: () =>
        jwtVerify(
          token,
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
            currentDate: new Date(now)
          }
        ),
      catch: rejected
    })
    const claims = yield* decodeClaims(payload).pipe(Effect.mapError(rejected))
    return { claims, kid, until: ((payload.exp ?? 0) + toleranceSeconds) * 1000 }
  })

  const verify = Effect.fn("AccessTokens.verify")(function*(token: Redacted.Redacted) {
    const now = yield* Clock.currentTimeMillis
    const text = Redacted.value(token)
    const hash = createHash("sha256").update(text).digest("base64url")
    const known = seen.get(hash)
    const verdict = known !== undefined && now < known.until && byThumbprint.has(known.kid)
      ? known
      : yield* checked(text, now)
    // The one that was asked for last comes last: the first is the one to forget.
    seen.delete(hash)
    seen.set(hash, verdict)
    const [oldest = hash] = seen.keys()
    if (seen.size > seenAtMost) seen.delete(oldest)
    return verdict.claims
  })

  return AccessTokens.of({
    mint,
    verify,
    published: [...new Map(keys.map((key) => [key.kid, key])).values()]
  })
})

/** Access tokens signed with one key, verified with it and others. */
export const layer = (keys: TokenKeys, seen: SignaturesSeen = new Map()) => Layer.effect(AccessTokens, make(keys, seen))
