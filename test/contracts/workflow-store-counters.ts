import { assert } from "@effect/vitest"
import { Clock, Effect } from "effect"
import { Counters, windowAt } from "../../src/domain/request/counters.port.ts"
import { fresh } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

/** No test lasts this long, and none begins so shortly before the end of a window. */
const long = 86_400 * 365

export const counterCases: Cases = (it) => {
  it.effect("of 50 counts at once each is told a number of its own, and none is lost", () =>
    Effect.gen(function*() {
      const { count } = yield* Counters
      const key = `test#${fresh()}`
      const counted = yield* Effect.forEach(Array.from({ length: 50 }), () => count(key, long), { concurrency: 16 })
      const counts = counted.map((each) => each.count)
      assert.strictEqual(new Set(counts).size, 50)
      assert.isAtLeast(Math.max(...counts), 50)
    }))

  it.effect("keys, and windows of other lengths, are counted apart", () =>
    Effect.gen(function*() {
      const { count } = yield* Counters
      const [one, other] = [`test#${fresh()}`, `test#${fresh()}`]
      yield* count(one, long)
      assert.strictEqual((yield* count(one, long)).count, 2)
      assert.strictEqual((yield* count(other, long)).count, 1)
      assert.strictEqual((yield* count(one, long + 1)).count, 1)
    }))

  it.effect("several are counted in one go, and taken back", () =>
    Effect.gen(function*() {
      const { count } = yield* Counters
      const key = `test#${fresh()}`
      yield* count(key, long)
      assert.strictEqual((yield* count(key, long, 500)).count, 501)
      assert.strictEqual((yield* count(key, long, -500)).count, 1)
      const other = `test#${fresh()}`
      assert.strictEqual((yield* count(other, long, 3)).count, 3)
      assert.strictEqual((yield* count(other, long)).count, 4)
    }))

  it.effect("a count ends with its window, and the next begins at one", () =>
    Effect.gen(function*() {
      const { count } = yield* Counters
      const key = `test#${fresh()}`
      const start = (yield* Clock.currentTimeMillis) + 1_000_000_000
      const at = (ms: number) => Effect.provideService(count(key, 300), Clock.Clock, stoppedAt(start + ms))
      const { ends_at } = windowAt(start, 300)
      const left = Date.parse(ends_at) - start
      assert.isAtMost(left, 300_000)
      assert.deepStrictEqual(yield* at(0), { count: 1, ends_at })
      assert.deepStrictEqual(yield* at(left - 1), { count: 2, ends_at })
      const next = new Date(Date.parse(ends_at) + 300_000).toISOString()
      assert.deepStrictEqual(yield* at(left), { count: 1, ends_at: next })
    }))
}

const stoppedAt = (ms: number): Clock.Clock => {
  const nanos = BigInt(ms) * 1_000_000n
  return {
    currentTimeMillisUnsafe: () => ms,
    currentTimeMillis: Effect.succeed(ms),
    currentTimeNanosUnsafe: () => nanos,
    currentTimeNanos: Effect.succeed(nanos),
    monotonicTimeNanosUnsafe: () => nanos,
    monotonicTimeNanos: Effect.succeed(nanos),
    sleep: () => Effect.never
  }
}
