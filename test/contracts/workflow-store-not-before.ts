import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { NotBefore } from "../../src/domain/access/not-before.port.ts"
import type { Cases } from "./cases.ts"

export const notBeforeCases: Cases = (it) => {
  it.effect("what was issued counts from an instant on that only moves on", () =>
    Effect.gen(function*() {
      const { get, raise } = yield* NotBefore
      assert.isUndefined(yield* get)
      yield* raise("2020-01-01T00:00:01.000Z")
      assert.strictEqual(yield* get, "2020-01-01T00:00:01.000Z")
      yield* raise("2020-01-01T00:00:02.000Z")
      yield* raise("2020-01-01T00:00:01.500Z")
      yield* raise("2020-01-01T00:00:02.000Z")
      assert.strictEqual(yield* get, "2020-01-01T00:00:02.000Z")
    }))

  it.effect("of 20 that raise it at once, the latest stands", () =>
    Effect.gen(function*() {
      const { get, raise } = yield* NotBefore
      const instants = Array.from({ length: 20 }, (_, index) => `2021-01-01T00:00:${10 + index * 7 % 20}.000Z`)
      yield* Effect.forEach(instants, raise, { concurrency: "unbounded" })
      assert.strictEqual(yield* get, "2021-01-01T00:00:29.000Z")
    }))
}
