import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import type { JWK } from "jose"
import { createHash, createHmac, createPrivateKey, generateKeyPairSync, sign } from "node:crypto"
import * as JoseTokens from "../../src/adapters/jose/access-tokens.ts"
import * as SystemSecureRandom from "../../src/adapters/webcrypto/secure-random.ts"
import { type AccessClaims, AccessTokens, type NotAuthenticated } from "../../src/domain/access/tokens.port.ts"

const newKey = (): JWK => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }) as JWK
const publicHalf = ({ crv, kty, x, y }: JWK) => ({ crv, kty, x, y }) as JWK
/** RFC 7638, by hand: the required members in order, without whitespace. */
const thumbprint = ({ x, y }: JWK) =>
  createHash("sha256").update(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`).digest("base64url")
const signing = newKey()
const place = { issuer: "https://issuer.test", audience: "tsa-test" }
const tokensOf = (keys: Partial<JoseTokens.TokenKeys> = {}) =>
  JoseTokens.layer({ signing: Redacted.make(signing), ...place, ...keys }).pipe(Layer.provide(SystemSecureRandom.layer))

const claims: AccessClaims = {
  sub: "coach-17",
  sid: "session-1",
  epoch: 3,
  role: "coach",
  grants: [{ role: "coach", school_id: 1 }, { role: "parent", school_id: "*" }]
}
const start = Date.UTC(2024, 11, 12, 3)
const iat = start / 1000
const header = { alg: "ES256", typ: "at+jwt", kid: thumbprint(signing) }
const payload = {
  iss: place.issuer,
  aud: place.audience,
  ...claims,
  iat,
  exp: iat + 900,
  jti: "a-jti"
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
/** Makes a token by hand, so that any one thing in it can be wrong. */
const forged = (head: object, body: object, key: JWK = signing) => {
  const text = `${part(head)}.${part(body)}`
  const privateKey = createPrivateKey({ key: key as never, format: "jwk" })
  return `${text}.${
    sign("sha256", Buffer.from(text), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")
  }`
}
const mint = (seconds?: number) => AccessTokens.use((tokens) => tokens.mint(claims, seconds))
const verify = (token: string) => AccessTokens.use((tokens) => tokens.verify(Redacted.make(token)))
const reasonOf = (token: string) => Effect.map(Effect.flip(verify(token)), ({ reason }: NotAuthenticated) => reason)
const read = (token: string, index: 0 | 1) =>
  JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString()) as Record<string, unknown>

describe("an access token", () => {
  it.effect("comes back as the claims it was minted for, and has its header and times", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const token = Redacted.value(yield* mint())
      assert.deepStrictEqual(yield* verify(token), { ...claims, iat })
      assert.deepStrictEqual(read(token, 0), header)
      const found = read(token, 1)
      assert.deepStrictEqual({ ...found, jti: payload.jti }, payload as object)
      assert.notStrictEqual(read(Redacted.value(yield* mint()), 1)["jti"], found["jti"])
    }).pipe(Effect.provide(tokensOf())))

  it.effect("is taken until 60 seconds after its time, by the clock of the service", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const token = Redacted.value(yield* mint(60))
      yield* TestClock.adjust("119 seconds")
      assert.deepStrictEqual(yield* verify(token), { ...claims, iat })
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* reasonOf(token), "expired")
    }).pipe(Effect.provide(tokensOf())))

  it.effect("whose signature was seen is asked for its time and its key again, and for nothing else of another token", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const seen: JoseTokens.SignaturesSeen = new Map()
      const on = (keys: Partial<JoseTokens.TokenKeys> = {}) =>
        JoseTokens.layer({ signing: Redacted.make(signing), ...place, ...keys }, seen).pipe(
          Layer.provide(SystemSecureRandom.layer)
        )
      const token = Redacted.value(yield* Effect.provide(mint(60), on()))
      const told = yield* Effect.forEach([token, token], (each) => Effect.provide(verify(each), on()))
      assert.deepStrictEqual(told, [{ ...claims, iat }, { ...claims, iat }])
      assert.strictEqual(seen.size, 1)
      assert.notInclude([...seen.keys()].join(), token)
      const other = `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`
      assert.strictEqual(yield* Effect.provide(reasonOf(other), on()), "invalid")
      const rotated = on({ signing: Redacted.make(newKey()) })
      assert.strictEqual(yield* Effect.provide(reasonOf(token), rotated), "invalid")
      yield* TestClock.adjust("120 seconds")
      assert.strictEqual(yield* Effect.provide(reasonOf(token), on()), "expired")
    }))

  it.effect("is forgotten where ten thousand others were asked for since", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const known = { claims: { ...claims, iat }, kid: "k", until: start }
      const seen: JoseTokens.SignaturesSeen = new Map(Array.from({ length: 10_000 }, (_, n) => [`${n}`, known]))
      const on = JoseTokens.layer({ signing: Redacted.make(signing), ...place }, seen).pipe(
        Layer.provide(SystemSecureRandom.layer)
      )
      const token = Redacted.value(yield* Effect.provide(mint(), on))
      yield* Effect.provide(verify(token), on)
      assert.strictEqual(seen.size, 10_000)
      assert.isFalse(seen.has("0"))
      assert.isTrue(seen.has("1"))
    }))

  it.effect("of a retiring key is taken, of a retired one is not", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const old = Redacted.value(yield* Effect.provide(mint(), tokensOf()))
      const next = { signing: Redacted.make(newKey()) }
      const retiring = tokensOf({ ...next, verifying: [publicHalf(signing)] })
      assert.deepStrictEqual(yield* Effect.provide(verify(old), retiring), { ...claims, iat })
      assert.notStrictEqual(read(Redacted.value(yield* Effect.provide(mint(), retiring)), 0)["kid"], header.kid)
      assert.strictEqual(yield* Effect.provide(reasonOf(old), tokensOf(next)), "invalid")
    }))

  it.effect("can be verified by whoever reads the published keys: those of a rotation, the one that signs first, no secret", () =>
    Effect.gen(function*() {
      const next = newKey()
      const verifying = [publicHalf(signing), publicHalf(next)]
      const { published } = yield* Effect.provide(AccessTokens, tokensOf({ signing: Redacted.make(next), verifying }))
      const expected = [next, signing].map((key) => ({
        ...publicHalf(key),
        kid: thumbprint(key),
        alg: "ES256",
        use: "sig"
      }))
      assert.deepStrictEqual(published as ReadonlyArray<object>, expected)
    }))
})

const hs256 = (secret: string) => {
  const text = `${part({ ...header, alg: "HS256" })}.${part(payload)}`
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`
}
const pem = createPrivateKey({ key: signing as never, format: "jwk" }).export({ type: "sec1", format: "pem" })
  .toString()
const withoutKid = { alg: header.alg, typ: header.typ }
const tampered = () => {
  const [head, , signature] = forged(header, payload).split(".")
  return `${head}.${part({ ...payload, role: "admin" })}.${signature}`
}

describe("a token made by somebody else is refused", () => {
  it.effect("while one made by hand as the service makes them is taken", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      assert.deepStrictEqual(yield* verify(forged(header, payload)), { ...claims, iat })
    }).pipe(Effect.provide(tokensOf())))

  it.effect.each<readonly [string, string]>([
    ["for another audience", forged(header, { ...payload, aud: "other" })],
    ["of another issuer", forged(header, { ...payload, iss: "https://other.test" })],
    ["of another type", forged({ ...header, typ: "JWT" }, payload)],
    ["of no type", forged({ alg: "ES256", kid: header.kid }, payload)],
    ["signed by a key that is not ours, under our kid", forged(header, payload, newKey())],
    ["of an unknown kid", forged({ ...header, kid: thumbprint(newKey()) }, payload)],
    ["of no kid", forged(withoutKid, payload)],
    [
      "of a key that it brings along",
      ((key) => forged({ ...withoutKid, jwk: publicHalf(key) }, payload, key))(newKey())
    ],
    ["without a signature", `${part({ ...header, alg: "none" })}.${part(payload)}.`],
    ["without a signature, but an algorithm", `${part(header)}.${part(payload)}.`],
    ["signed by HMAC with the public key", hs256(JSON.stringify(publicHalf(signing)))],
    ["signed by HMAC with the key's text", hs256(pem)],
    ["changed after it was signed", tampered()],
    ["with an unknown role", forged(header, { ...payload, role: "owner" })],
    ["with an epoch that is no number", forged(header, { ...payload, epoch: "3" })],
    ["with grants of no school", forged(header, { ...payload, grants: [{ role: "coach" }] })],
    ["empty", ""],
    ["of one part", "garbage"],
    ["of three parts that are nothing", "a.b.c"],
    ["of 10,000 characters", "a".repeat(10_000)]
  ])("%s", ([, token]) =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      assert.strictEqual(yield* reasonOf(token), "invalid")
    }).pipe(Effect.provide(tokensOf())))

  it.effect.each(Object.keys(payload))("without %s", (name) =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const incomplete = Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name))
      assert.strictEqual(yield* reasonOf(forged(header, incomplete)), "invalid")
    }).pipe(Effect.provide(tokensOf())))

  it.effect("saying nothing of the token in its error", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(start)
      const error = yield* Effect.flip(verify(tampered()))
      assert.strictEqual(JSON.stringify(error), JSON.stringify({ _tag: "NotAuthenticated", reason: "invalid" }))
    }).pipe(Effect.provide(tokensOf())))
})
