import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { StoreUnavailable } from "../../../src/domain/people/store-unavailable.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import { fairWeather } from "../../http/weather.ts"
import { at, provisioningOf, relayWorld, stored, sweep } from "./relay-world.ts"

/** Twenty of one shard or another whose records are due. */
const twenty = Effect.forEach(Array.from({ length: 20 }, () => enrollmentOf(undefined, 4)), (each) => stored(each))

const standings = (all: ReadonlyArray<ReturnType<typeof enrollmentOf>>) =>
  Effect.map(Effect.forEach(all, provisioningOf), (found) => ({
    applied: found.filter(({ state }) => state === "applied").length,
    claimed: found.filter(({ claims }) => claims > 0).length
  }))

/** The second claim of the run, with the first of its shard already made, is refused by the store. */
const oneClaimFails = Layer.effect(
  Enrollments,
  Effect.map(Enrollments, (inner) => {
    let claims = 0
    return {
      ...inner,
      record: (before, after) => {
        const isClaim = after.provisioning.claims > before.provisioning.claims
        const fails = isClaim && ++claims === 2
        return fails
          ? Effect.fail(new StoreUnavailable({ store: "workflow", code: "planted" }))
          : inner.record(before, after)
      }
    }
  })
)

const sweepUntilQuiet = Effect.eventually(sweep())

describe("a hiccup of the workflow store in the middle of a sweep", () => {
  it.effect("before the claims: nothing stays claimed without anybody at work on it", () => {
    const weather = { ...fairWeather(), failing: "Events.append" }
    return Effect.gen(function*() {
      const all = yield* twenty
      yield* at(60)
      yield* Effect.flip(sweep())
      assert.deepStrictEqual(yield* standings(all), { applied: 0, claimed: 0 })
    }).pipe(Effect.provide(relayWorld(weather)))
  })

  it.effect("at one claim: all others are written and settled", () =>
    Effect.gen(function*() {
      const all = yield* twenty
      yield* at(60)
      yield* sweepUntilQuiet
      assert.deepStrictEqual(yield* standings(all), { applied: 20, claimed: 0 })
    }).pipe(Effect.provide(Layer.provideMerge(oneClaimFails, relayWorld()))))

  it.effect("at one outcome: those of all others are noted", () => {
    const weather = { ...fairWeather(), loseOutcomes: 1 }
    return Effect.gen(function*() {
      const all = yield* twenty
      yield* at(60)
      yield* sweepUntilQuiet
      assert.deepStrictEqual(yield* standings(all), { applied: 19, claimed: 1 })
    }).pipe(Effect.provide(relayWorld(weather)))
  })
})
