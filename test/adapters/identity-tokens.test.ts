import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as Adapter from "../../src/adapters/jose/identity-tokens.ts"
import type { IssuerKeys } from "../../src/adapters/jose/issuer-keys.ts"
import { IdentityTokens } from "../../src/domain/sign-in/identity-tokens.port.ts"
import { issuerKey } from "../fixtures/id-tokens.ts"
import { startIssuer } from "./issuer.ts"

const audience = "portal"
const start = Date.UTC(2026, 11, 1, 15)
const iat = start / 1000
const [second, hour] = [1000, 3_600_000]

/** A running issuer with one key, and the adapter that knows it. */
const place = Effect.gen(function*() {
  yield* TestClock.setTime(start)
  const held = { key: issuerKey("one") }
  const issuer = yield* Effect.acquireRelease(
    Effect.promise(() => startIssuer(() => held.key.keys)),
    ({ close }) => Effect.promise(close)
  )
  const cache: IssuerKeys = new Map()
  const claims = {
    iss: issuer.base,
    aud: audience,
    sub: "subject-1",
    iat,
    exp: iat + 100 * 86_400,
    nonce: "a-nonce-of-the-portal",
    email: "Ann@Example.test",
    email_verified: true
  }
  const verify = (token: string, more: object = {}) =>
    IdentityTokens.use((tokens) => tokens.verify(Redacted.make(token))).pipe(
      Effect.provide(Adapter.layer([{ issuer: issuer.base, audience, ...more }], cache))
    )
  const failure = (token: string) =>
    Effect.map(Effect.flip(verify(token)), (error) => error._tag === "NotAuthenticated" ? error.reason : error.code)
  return { ...issuer, claims, failure, held, verify }
})

const identity = (issuer: string) => ({
  issuer,
  subject: "subject-1",
  nonce: "a-nonce-of-the-portal",
  address: "ann@example.test"
})

describe("an ID token", () => {
  it.effect("of an issuer found by discovery, or whose keys are named, says whom it is about", () =>
    Effect.gen(function*() {
      const { base, claims, held, state, verify } = yield* place
      assert.deepStrictEqual(yield* verify(held.key.signed(claims)), identity(base))
      assert.deepStrictEqual(state.requests.splice(0), ["/.well-known/openid-configuration", "/keys"])
      yield* TestClock.adjust("10 minutes")
      const token = held.key.signed({ ...claims, aud: [audience], azp: audience })
      assert.deepStrictEqual(yield* verify(token, { jwks_uri: `${base}/keys` }), identity(base))
      assert.deepStrictEqual(state.requests, ["/keys"])
    }))

  it.effect("has no address that its issuer has not verified, in so many words", () =>
    Effect.gen(function*() {
      const { claims, held, verify } = yield* place
      for (
        const more of [{ email_verified: false }, { email_verified: "true" }, { email: 7 }, { email: "no address" }]
      ) {
        assert.isUndefined((yield* verify(held.key.signed({ ...claims, ...more }))).address)
      }
      const { email_verified: _, ...silent } = claims
      assert.isUndefined((yield* verify(held.key.signed(silent))).address)
    }))

  it.effect("is refused when anything about it is wrong", () =>
    Effect.gen(function*() {
      const { claims, failure, held, state } = yield* place
      const { hmac, signed, unsigned } = held.key
      const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
      const wrong: Readonly<Record<string, string>> = {
        "of an unknown issuer": signed({ ...claims, iss: "https://other.test" }),
        "for somebody else": signed({ ...claims, aud: "other" }),
        "for others too": signed({ ...claims, aud: [audience, "other"] }),
        "handed to somebody else": signed({ ...claims, azp: "other" }),
        "without a signature": unsigned(claims),
        "signed by HMAC with the public key": hmac(claims),
        "signed by another key": issuerKey("one").signed(claims),
        "of an unknown key": issuerKey("two").signed(claims),
        "not valid yet": signed({ ...claims, nbf: iat + 120 }),
        "with an empty nonce": signed({ ...claims, nonce: "" }),
        "no token": "nothing",
        ...Object.fromEntries(["iss", "aud", "sub", "exp", "iat", "nonce"].map((name) => [name, signed(without(name))]))
      }
      for (const [what, token] of Object.entries(wrong)) assert.strictEqual(yield* failure(token), "invalid", what)
      assert.strictEqual(yield* failure(signed({ ...claims, exp: iat - 60 })), "expired")
      assert.lengthOf(state.requests.filter((path) => path === "/keys"), 1)
    }))

  it.effect("of one issuer is not taken for another's", () =>
    Effect.gen(function*() {
      const { base, claims, held } = yield* place
      const theirs = issuerKey("one")
      const other = yield* Effect.acquireRelease(
        Effect.promise(() => startIssuer(() => theirs.keys)),
        ({ close }) => Effect.promise(close)
      )
      const both = [{ issuer: base, audience }, { issuer: other.base, audience }]
      const among = (token: string) =>
        IdentityTokens.use((tokens) => tokens.verify(Redacted.make(token))).pipe(
          Effect.provide(Adapter.layer(both, new Map()))
        )
      assert.deepStrictEqual(yield* among(held.key.signed(claims)), identity(base))
      const foreign = { ...claims, iss: other.base }
      assert.deepStrictEqual(yield* among(theirs.signed(foreign)), identity(other.base))
      assert.strictEqual((yield* Effect.flip(among(held.key.signed(foreign))))._tag, "NotAuthenticated")
      assert.strictEqual((yield* Effect.flip(among(theirs.signed(claims))))._tag, "NotAuthenticated")
    }))

  it.effect("of a new key is taken once the keys are read again, which a foreign key id does not cause all the time", () =>
    Effect.gen(function*() {
      const { base, claims, failure, held, state, verify } = yield* place
      yield* verify(held.key.signed(claims))
      held.key = issuerKey("two")
      assert.strictEqual(yield* failure(held.key.signed(claims)), "invalid")
      assert.lengthOf(state.requests.splice(0), 2)
      yield* TestClock.adjust(30 * second)
      assert.deepStrictEqual(yield* verify(held.key.signed(claims)), identity(base))
      for (let n = 0; n < 3; n++) assert.strictEqual(yield* failure(issuerKey(`${n}`).signed(claims)), "invalid")
      assert.lengthOf(state.requests, 2)
    }))
})

describe("an issuer that is away", () => {
  it.effect("is done without for 24 hours, asked every 30 seconds, and taken up again", () =>
    Effect.gen(function*() {
      const { base, claims, failure, held, state, verify } = yield* place
      const token = held.key.signed(claims)
      yield* verify(token)
      state.mood = "broken"
      state.requests.length = 0
      yield* TestClock.adjust(24 * hour - second)
      for (let n = 0; n < 3; n++) assert.deepStrictEqual(yield* verify(token), identity(base))
      assert.lengthOf(state.requests, 1)
      yield* TestClock.adjust(second)
      assert.strictEqual(yield* failure(token), "status_500")
      assert.lengthOf(state.requests, 1)
      state.mood = "well"
      yield* TestClock.adjust(29 * second)
      assert.deepStrictEqual(yield* verify(token), identity(base))
    }))

  it.effect("from the beginning lets nobody in; neither does one that does not answer, or whose document is another's", () =>
    Effect.gen(function*() {
      const { claims, failure, held, state } = yield* place
      for (
        const [mood, code] of [["broken", "status_500"], ["silent", "TimeoutError"], [
          "lying",
          "discovery_invalid"
        ]] as const
      ) {
        state.mood = mood
        assert.strictEqual(yield* failure(held.key.signed(claims)), code)
        yield* TestClock.adjust(30 * second)
      }
    }))
})
