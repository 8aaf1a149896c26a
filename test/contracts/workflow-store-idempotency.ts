import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { heaviestAnswer } from "../../src/domain/request/answer-once.ts"
import { Idempotency, type KeptRequest } from "../../src/domain/request/idempotency.port.ts"
import { minute } from "../fixtures/enrollment-walk.ts"
import { fresh } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

/** Returns a new try from the example's first minute, which is kept for an hour. */
const tryOf = (request: string): KeptRequest => ({
  request,
  first_at: minute(0),
  expires_at: minute(60),
  holder: `try-${fresh()}`,
  held_until: minute(1)
})

const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index * 7 % 256)
const plain = ({ answer, ...kept }: KeptRequest) => ({ ...kept, ...(answer !== undefined && { answer: [...answer] }) })

export const idempotencyCases: Cases = (it) => {
  it.effect("a key is taken once: whoever comes later is told what stands there", () =>
    Effect.gen(function*() {
      const { take } = yield* Idempotency
      const key = `key-${fresh()}`
      const [one, other] = [tryOf("one"), tryOf("other")]
      assert.deepStrictEqual(yield* take(key, one, minute(0)), one)
      assert.deepStrictEqual(yield* take(key, other, minute(1)), one)
    }))

  it.effect("of 20 tries at once one takes the key, and all are told which", () =>
    Effect.gen(function*() {
      const { take } = yield* Idempotency
      const key = `key-${fresh()}`
      const tries = Array.from({ length: 20 }, () => tryOf("the same"))
      const answers = yield* Effect.forEach(tries, (kept) => take(key, kept, minute(0)), { concurrency: "unbounded" })
      assert.include(tries, tries.find(({ holder }) => holder === answers[0]?.holder))
      for (const answer of answers) assert.deepStrictEqual(answer, answers[0])
    }))

  it.effect("a key is free again from its expiry on, not before, answered or not", () =>
    Effect.gen(function*() {
      const { replace, take } = yield* Idempotency
      for (const isAnswered of [false, true]) {
        const key = `key-${fresh()}`
        const [one, other] = [tryOf("one"), { ...tryOf("other"), expires_at: minute(120) }]
        yield* take(key, one, minute(0))
        if (isAnswered) assert.isTrue(yield* replace(key, one.holder, { ...one, answer: bytes(3) }))
        const before = yield* take(key, other, minute(59))
        assert.deepStrictEqual(plain(before), plain(isAnswered ? { ...one, answer: bytes(3) } : one))
        assert.deepStrictEqual(yield* take(key, other, minute(60)), other)
      }
    }))

  it.effect("only who holds it goes on, hands it over or answers", () =>
    Effect.gen(function*() {
      const { replace, take } = yield* Idempotency
      const key = `key-${fresh()}`
      const [one, other] = [tryOf("one"), tryOf("one")]
      assert.isFalse(yield* replace(key, one.holder, one))
      yield* take(key, one, minute(0))
      assert.isFalse(yield* replace(key, other.holder, { ...one, answer: bytes(1) }))
      assert.isTrue(yield* replace(key, one.holder, other))
      assert.isFalse(yield* replace(key, one.holder, { ...one, answer: bytes(1) }))
      assert.deepStrictEqual(yield* take(key, one, minute(1)), other)
    }))

  it.effect("an answer is kept to the byte, however heavy, and never replaced", () =>
    Effect.gen(function*() {
      const { replace, take } = yield* Idempotency
      const key = `key-${fresh()}`
      const one = tryOf("one")
      yield* take(key, one, minute(0))
      const answered = { ...one, answer: bytes(heaviestAnswer) }
      assert.isTrue(yield* replace(key, one.holder, answered))
      assert.isFalse(yield* replace(key, one.holder, { ...one, answer: bytes(1) }))
      assert.isFalse(yield* replace(key, one.holder, one))
      assert.deepStrictEqual(plain(yield* take(key, tryOf("one"), minute(1))), plain(answered))
    }))
}
