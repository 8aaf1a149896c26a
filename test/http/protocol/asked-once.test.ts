import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { askedOnce } from "../../../src/http/operation/asked-once.ts"

/** An effect that answers its number once it is let go. It counts how many run at once. */
const counted = (gate: Effect.Effect<unknown>) => {
  const seen = { begun: 0, running: 0, most: 0 }
  const effect = Effect.suspend(() => {
    const number = ++seen.begun
    seen.most = Math.max(seen.most, ++seen.running)
    return gate.pipe(Effect.as(number), Effect.ensuring(Effect.sync(() => void seen.running--)))
  })
  return { seen, effect }
}

describe("what is asked once", () => {
  it.effect("is told to all who came while it ran, and for two seconds more", () =>
    Effect.gen(function*() {
      const gate = yield* Deferred.make<void>()
      const { effect, seen } = counted(Deferred.await(gate))
      const asked = askedOnce(effect)
      const fibers = yield* Effect.forEach(Array.from({ length: 50 }), () => Effect.forkChild(asked))
      yield* TestClock.adjust("1 second")
      yield* Deferred.succeed(gate, undefined)
      assert.deepStrictEqual(new Set(yield* Effect.forEach(fibers, Fiber.join)), new Set([1]))
      yield* TestClock.adjust("1999 millis")
      assert.strictEqual(yield* asked, 1)
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(yield* asked, 2)
      assert.strictEqual(seen.most, 1)
    }))

  it.effect("is asked again, by one at a time, where it died", () =>
    Effect.gen(function*() {
      const { effect, seen } = counted(Effect.yieldNow)
      const asked = askedOnce(
        Effect.flatMap(effect, (number) => number < 3 ? Effect.die("planted") : Effect.succeed(number))
      )
      const fibers = yield* Effect.forEach(Array.from({ length: 10 }), () => Effect.forkChild(Effect.exit(asked)))
      const exits = yield* Effect.forEach(fibers, Fiber.join)
      assert.deepStrictEqual(exits.map(({ _tag }) => _tag).filter((tag) => tag === "Failure").length, 2)
      assert.deepStrictEqual([seen.begun, seen.most], [3, 1])
    }))

  it.effect("is asked by those who wait, one of them, where nobody tells for five seconds", () =>
    Effect.gen(function*() {
      const gate = yield* Deferred.make<void>()
      const { effect, seen } = counted(Effect.suspend(() => seen.begun === 1 ? Deferred.await(gate) : Effect.void))
      const asked = askedOnce(effect)
      yield* Effect.forkChild(asked)
      yield* Effect.yieldNow
      const fibers = yield* Effect.forEach(Array.from({ length: 10 }), () => Effect.forkChild(asked))
      yield* TestClock.adjust("5 seconds")
      assert.deepStrictEqual(new Set(yield* Effect.forEach(fibers, Fiber.join)), new Set([2]))
      assert.strictEqual(seen.begun, 2)
      yield* Deferred.succeed(gate, undefined)
    }))
})
