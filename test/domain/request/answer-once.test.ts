import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import * as Idempotency from "../../../src/adapters/memory/idempotency.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import * as Encryption from "../../../src/adapters/webcrypto/encryption.ts"
import * as SecureRandom from "../../../src/adapters/webcrypto/secure-random.ts"
import { answerOnce as guarded, heaviestAnswer, type KeptAnswer } from "../../../src/domain/request/answer-once.ts"
import { creation } from "../../../src/domain/request/creation.ts"
import { hashesOf, type KeyedRequest } from "../../../src/domain/request/key.ts"
import { WorkflowClock } from "../../../src/domain/store/workflow-clock.port.ts"
import * as KeyedHash from "../../fixtures/keyed-hash.ts"

const principal = { _tag: "System", name: "tests" } as const
const asked = { principal, route: "POST /things", key: "k", content: "{}" }
const answered = (body: string): KeptAnswer => ({ status: 201, headers: { location: "/things/1" }, body })
const aheadBy = (offsetMs: number) => Effect.provideService(WorkflowClock, { offsetMs: Effect.succeed(offsetMs) })

/** Anybody who asks may have the kept answer. */
const answerOnce = <E, R>(request: KeyedRequest, act: Effect.Effect<KeptAnswer, E, R>) =>
  guarded(request, act, () => Effect.void)

const services = Layer.mergeAll(
  Idempotency.layer.pipe(Layer.provide(World.layer)),
  SecureRandom.layer,
  Encryption.layer,
  KeyedHash.layer,
  Layer.succeed(WorkflowClock, { offsetMs: Effect.undefined })
)
const withServices = <A, E>(
  effect: Effect.Effect<A, E, Layer.Success<typeof services>>
) => Effect.provide(effect, services)

/** Returns a different body each time it is done, after this duration. */
const counted = (duration: `${number} seconds` = "0 seconds") => {
  const done = { times: 0 }
  const act = Effect.andThen(Effect.sleep(duration), Effect.sync(() => answered(`${++done.times}`)))
  return { done, act }
}

/** Starts a new try. */
const underWay = Effect.fnUntraced(function*<A extends KeptAnswer, E, E2 = never>(
  act: Effect.Effect<A, E>,
  offsetMs = 0,
  mayGive: Effect.Effect<void, E2> = Effect.void
) {
  const begun = yield* Deferred.make<void>()
  const told = Effect.andThen(Deferred.succeed(begun, undefined), act)
  const fiber = yield* Effect.forkChild(guarded(asked, told, () => mayGive).pipe(aheadBy(offsetMs)))
  yield* Deferred.await(begun)
  return fiber
})

describe("a request that is answered once", () => {
  it.effect("answers the same again, without doing it again, for 24 hours", () =>
    withServices(Effect.gen(function*() {
      const { act, done } = counted()
      const first = yield* answerOnce(asked, act)
      yield* TestClock.adjust("23 hours")
      assert.deepStrictEqual(yield* answerOnce(asked, act), first)
      assert.strictEqual(done.times, 1)
      yield* TestClock.adjust("61 minutes")
      assert.strictEqual((yield* answerOnce(asked, act)).body, "2")
    })))

  it.effect("is one of its principal, its route and its key, and says so when its content differs", () =>
    withServices(Effect.gen(function*() {
      const { act } = counted()
      const bodies = yield* Effect.forEach(
        [
          asked,
          { ...asked, principal: { ...principal, name: "others" } },
          { ...asked, route: "PUT /things" },
          { ...asked, key: "l" },
          asked
        ],
        (each) => Effect.map(answerOnce(each, act), ({ body }) => body)
      )
      assert.deepStrictEqual(bodies, ["1", "2", "3", "4", "1"])
      const failure = yield* Effect.flip(answerOnce({ ...asked, content: "[]" }, act))
      assert.strictEqual(failure._tag, "IdempotencyKeyReused")
    })))

  it.effect("keeps others waiting while it is under way, and no longer than 5 seconds", () =>
    withServices(Effect.gen(function*() {
      const { act, done } = counted("8 seconds")
      const slow = yield* underWay(act)
      yield* TestClock.adjust("4 seconds")
      assert.strictEqual((yield* Effect.flip(answerOnce(asked, act)))._tag, "RequestUnderWay")
      yield* TestClock.adjust("1 seconds")
      const second = yield* underWay(act)
      yield* TestClock.adjust("3 seconds")
      assert.strictEqual((yield* Effect.flip(Fiber.join(slow)))._tag, "RequestUnderWay")
      yield* TestClock.adjust("5 seconds")
      const kept = yield* Fiber.join(second)
      assert.deepStrictEqual([kept.body, done.times], ["2", 2])
      assert.deepStrictEqual(yield* answerOnce(asked, act), kept)
    })))

  it.effect("is not given what today's policy does not let go, and is given it when it does", () =>
    withServices(Effect.gen(function*() {
      const { act, done } = counted()
      const asks = (mayGive: Effect.Effect<void, "taken">) =>
        guarded(asked, act, ({ body }) => Effect.andThen(Effect.sync(() => assert.strictEqual(body, "1")), mayGive))
      const first = yield* asks(Effect.fail("taken"))
      assert.strictEqual(yield* Effect.flip(asks(Effect.fail("taken"))), "taken")
      assert.deepStrictEqual(yield* asks(Effect.void), first)
      assert.strictEqual(done.times, 1)
    })))

  it.effect("is not given another try's answer either that policy does not let go", () =>
    withServices(Effect.gen(function*() {
      const late = yield* underWay(counted("8 seconds").act, 0, Effect.fail("taken" as const))
      yield* TestClock.adjust("6 seconds")
      yield* answerOnce(asked, Effect.succeed(answered("quick")))
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* Effect.flip(Fiber.join(late)), "taken")
    })))

  it.effect("that was overtaken and is late gives the answer that was kept, not its own", () =>
    withServices(Effect.gen(function*() {
      const slow = yield* underWay(counted("8 seconds").act)
      yield* TestClock.adjust("6 seconds")
      const kept = yield* answerOnce(asked, Effect.succeed(answered("quick")))
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* Fiber.join(slow), kept)
    })))

  it.effect("that failed is tried again at once, with the same numbers, from the same moment, as a repeated one", () =>
    withServices(Effect.gen(function*() {
      const seen: Array<unknown> = []
      const act = Effect.gen(function*() {
        const { asked_at, isRepeated, suffixNumber } = yield* creation
        seen.push([asked_at, yield* suffixNumber(0), yield* suffixNumber(1)])
        return isRepeated ? answered("made") : yield* Effect.fail("away" as const)
      })
      assert.strictEqual(yield* Effect.flip(answerOnce(asked, act)), "away")
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual((yield* answerOnce(asked, act)).body, "made")
      assert.deepStrictEqual(seen[1], seen[0])
    })))

  it.effect("goes by the store's clock, whatever this process's own says", () =>
    withServices(Effect.gen(function*() {
      const { act } = counted()
      const day = 86_400_000
      const kept = yield* answerOnce(asked, act)
      yield* TestClock.adjust("1 days")
      assert.deepStrictEqual(yield* answerOnce(asked, act).pipe(aheadBy(day)), kept)
      assert.notDeepEqual(yield* answerOnce(asked, act), kept)
    })))

  it.effect("does not wait for a time limit that a wrong clock has set", () =>
    withServices(Effect.gen(function*() {
      yield* underWay(Effect.never, -3_600_000)
      assert.strictEqual((yield* answerOnce(asked, counted().act)).body, "1")
    })))

  it.effect("that is too heavy to be kept is answered all the same, and done again", () =>
    withServices(Effect.gen(function*() {
      const heavy = Effect.succeed(answered("x".repeat(heaviestAnswer)))
      assert.strictEqual((yield* answerOnce(asked, heavy)).body.length, heaviestAnswer)
      assert.strictEqual((yield* answerOnce(asked, counted().act)).body, "1")
    })))
})

describe("what is derived from a key", () => {
  it.effect("differs from key to key and draw to draw, and keeps within 40 bits", () =>
    withServices(Effect.gen(function*() {
      const numbers = yield* Effect.forEach(Array.from({ length: 50 }), (_, index) =>
        Effect.gen(function*() {
          const { suffixNumber } = yield* hashesOf({ ...asked, key: `${index}` })
          return [yield* suffixNumber(0), yield* suffixNumber(1)]
        }))
      const all = numbers.flat()
      assert.strictEqual(new Set(all).size, 100)
      assert.isTrue(all.every((number) => Number.isInteger(number) && number >= 0 && number < 2 ** 40))
      assert.isAbove(Math.max(...all), 2 ** 39)
    })))
})
