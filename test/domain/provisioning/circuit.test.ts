import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Circuit, layer } from "../../../src/domain/provisioning/circuit.ts"

describe("the circuit", () => {
  it.effect("lets one probe through every five seconds, and everybody once the store has answered", () =>
    Effect.gen(function*() {
      const { admit, failed, isOpen, succeeded } = yield* Circuit
      yield* failed
      assert.deepStrictEqual([yield* isOpen, yield* admit], [true, false])
      yield* TestClock.adjust("5 seconds")
      assert.deepStrictEqual([yield* admit, yield* admit, yield* isOpen], [true, false, true])
      yield* succeeded
      assert.deepStrictEqual([yield* admit, yield* admit, yield* isOpen], [true, true, false])
    }).pipe(Effect.provide(layer)))

  it.effect("forgets what nobody has tried for a minute", () =>
    Effect.gen(function*() {
      const { admit, failed, isOpen } = yield* Circuit
      yield* failed
      yield* TestClock.adjust("64 seconds")
      assert.isTrue(yield* isOpen)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual([yield* isOpen, yield* admit, yield* admit], [false, true, true])
    }).pipe(Effect.provide(layer)))

  it.effect("believes no probe that a clock has set which was ahead and is right again", () =>
    Effect.gen(function*() {
      const { admit, failed, isOpen } = yield* Circuit
      yield* TestClock.setTime(86_400_000)
      yield* failed
      yield* TestClock.setTime(0)
      assert.deepStrictEqual([yield* isOpen, yield* admit], [false, true])
      yield* failed
      assert.deepStrictEqual([yield* isOpen, yield* admit], [true, false])
      yield* TestClock.adjust("5 seconds")
      assert.isTrue(yield* admit)
    }).pipe(Effect.provide(layer)))
})
