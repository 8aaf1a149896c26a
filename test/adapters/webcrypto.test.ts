import { assert, describe, it, vi } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { createDecipheriv, createHmac } from "node:crypto"
import * as WebcryptoEncryption from "../../src/adapters/webcrypto/encryption.ts"
import * as WebcryptoKeyedHash from "../../src/adapters/webcrypto/keyed-hash.ts"
import * as SystemSecureRandom from "../../src/adapters/webcrypto/secure-random.ts"
import { Encryption } from "../../src/domain/secrets/encryption.port.ts"
import { KeyedHash } from "../../src/domain/secrets/keyed-hash.port.ts"
import { SecureRandom } from "../../src/domain/secrets/secure-random.port.ts"

const key = Buffer.alloc(32, 7).toString("base64url")
const sealed = (purpose: string, text: string, under = key) =>
  KeyedHash.use(({ of: keyedHash }) => keyedHash(purpose, text)).pipe(
    Effect.provide(WebcryptoKeyedHash.layer(Redacted.make(under)))
  )

describe("keyed hashes", () => {
  it.effect("are HMAC-SHA-256 under the key, as base64url", () =>
    Effect.gen(function*() {
      const hmac = createHmac("sha256", Buffer.alloc(32, 7)).update('["address","änn"]')
      const expected = hmac.digest("base64url")
      assert.strictEqual(yield* sealed("address", "änn"), expected)
      assert.strictEqual(expected.length, 43)
    }))

  it.effect("differ wherever the border between purpose and text differs", () =>
    Effect.gen(function*() {
      const pairs = [["ab", "c"], ["a", "bc"], ["", "abc"], ["abc", ""], ['a","b', "c"], ["a", 'b","c']] as const
      const keyedHash = yield* Effect.forEach(pairs, ([purpose, text]) => sealed(purpose, text))
      assert.strictEqual(new Set(keyedHash).size, pairs.length)
    }))

  it.effect("differ under another key", () =>
    Effect.gen(function*() {
      const other = Buffer.alloc(32, 8).toString("base64url")
      assert.notStrictEqual(yield* sealed("address", "ann"), yield* sealed("address", "ann", other))
    }))
})

describe("encryption", () => {
  const text = '{"name":"Änn"}'

  it.effect("are AES-256-GCM behind their nonce, another one each time", () =>
    Effect.gen(function*() {
      const { close, open } = yield* Encryption
      const closed = Buffer.from(yield* close(key, text))
      const decipher = createDecipheriv("aes-256-gcm", Buffer.alloc(32, 7), closed.subarray(0, 12))
      decipher.setAuthTag(closed.subarray(-16))
      assert.strictEqual(Buffer.concat([decipher.update(closed.subarray(12, -16)), decipher.final()]).toString(), text)
      assert.strictEqual(yield* open(key, closed), text)
      assert.notDeepEqual(yield* close(key, text), new Uint8Array(closed))
    }).pipe(Effect.provide(WebcryptoEncryption.layer)))

  it.effect("open with their secret alone, and unchanged", () =>
    Effect.gen(function*() {
      const { close, open } = yield* Encryption
      const closed = yield* close(key, text)
      const other = Buffer.alloc(32, 8).toString("base64url")
      assert.strictEqual((yield* Effect.exit(open(other, closed)))._tag, "Failure")
      const changed = closed.map((byte, index) => index === 20 ? byte ^ 1 : byte)
      assert.strictEqual((yield* Effect.exit(open(key, changed)))._tag, "Failure")
    }).pipe(Effect.provide(WebcryptoEncryption.layer)))
})

describe("secure random", () => {
  it.effect.each<readonly [ReadonlyArray<number>, number]>([
    [[0, 0, 0, 0, 0], 0],
    [[1, 2, 3, 4, 5], 0x0102030405],
    [[255, 255, 255, 255, 255], 2 ** 40 - 1]
  ])("makes of five random bytes %j the number %d", ([bytes, expected]) =>
    Effect.gen(function*() {
      const draw = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
        if (array instanceof Uint8Array) array.set(bytes)
        return array
      })
      const drawn = yield* Effect.ensuring(
        SecureRandom.use(({ suffixNumber }) => suffixNumber),
        Effect.sync(() => draw.mockRestore())
      )
      assert.strictEqual(drawn, expected)
    }).pipe(Effect.provide(SystemSecureRandom.layer)))

  it.effect("draws another number each time", () =>
    Effect.gen(function*() {
      const { suffixNumber } = yield* SecureRandom
      assert.strictEqual(new Set(yield* Effect.replicateEffect(suffixNumber, 100)).size, 100)
    }).pipe(Effect.provide(SystemSecureRandom.layer)))

  it.effect("draws UUIDs of version 4, each another", () =>
    Effect.gen(function*() {
      const { uuid } = yield* SecureRandom
      const [one, other] = [yield* uuid, yield* uuid]
      assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.notStrictEqual(one, other)
    }).pipe(Effect.provide(SystemSecureRandom.layer)))
})
