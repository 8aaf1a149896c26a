import { assert, describe, it } from "@effect/vitest"
import { createHmac } from "node:crypto"
import { Effect, Redacted } from "effect"
import * as SystemEntropy from "../../src/adapters/webcrypto/entropy.ts"
import * as WebcryptoSeals from "../../src/adapters/webcrypto/seals.ts"
import { Entropy } from "../../src/domain/people/entropy.port.ts"
import { Seals } from "../../src/domain/people/seals.port.ts"

const key = Buffer.alloc(32, 7).toString("base64url")
const sealed = (purpose: string, text: string, under = key) =>
  Seals.use(({ seal }) => seal(purpose, text)).pipe(Effect.provide(WebcryptoSeals.layer(Redacted.make(under))))

describe("seals", () => {
  it.effect("are HMAC-SHA-256 under the key, as base64url", () =>
    Effect.gen(function*() {
      const expected = createHmac("sha256", Buffer.alloc(32, 7)).update(JSON.stringify(["address", "änn"])).digest("base64url")
      assert.strictEqual(yield* sealed("address", "änn"), expected)
      assert.strictEqual(expected.length, 43)
    }))

  it.effect("differ wherever the border between purpose and text differs", () =>
    Effect.gen(function*() {
      const pairs = [["ab", "c"], ["a", "bc"], ["", "abc"], ["abc", ""], ['a","b', "c"], ["a", 'b","c']] as const
      const seals = yield* Effect.forEach(pairs, ([purpose, text]) => sealed(purpose, text))
      assert.strictEqual(new Set(seals).size, pairs.length)
    }))

  it.effect("differ under another key", () =>
    Effect.gen(function*() {
      const other = Buffer.alloc(32, 8).toString("base64url")
      assert.notStrictEqual(yield* sealed("address", "ann"), yield* sealed("address", "ann", other))
    }))
})

describe("entropy", () => {
  it.effect("draws whole numbers that use all of 40 bits and no more", () =>
    Effect.gen(function*() {
      const { suffixNumber } = yield* Entropy
      const drawn = yield* Effect.replicateEffect(suffixNumber, 2000)
      assert.isTrue(drawn.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 40))
      assert.strictEqual(new Set(drawn).size, drawn.length)
      for (let bit = 0; bit < 40; bit++) {
        const ones = drawn.filter((number) => Math.floor(number / 2 ** bit) % 2 === 1).length
        assert.isTrue(ones > 700 && ones < 1300, `bit ${bit}: ${ones} of 2000`)
      }
    }).pipe(Effect.provide(SystemEntropy.layer)))

  it.effect("draws UUIDs of version 4, each another", () =>
    Effect.gen(function*() {
      const { uuid } = yield* Entropy
      const [one, other] = [yield* uuid, yield* uuid]
      assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.notStrictEqual(one, other)
    }).pipe(Effect.provide(SystemEntropy.layer)))
})
