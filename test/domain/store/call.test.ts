import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Metric } from "effect"
import { TestClock } from "effect/testing"
import { measured } from "../../../src/domain/store/call.ts"

const fresh = <A, E, R>(test: Effect.Effect<A, E, R>) => Effect.provideService(test, Metric.MetricRegistry, new Map())

const seriesOf = (id: string) =>
  Effect.map(
    Metric.snapshot,
    (all) => all.filter((each) => each.id === id).map(({ attributes, state }) => ({ attributes, state }))
  )

describe("a measured call", () => {
  it.effect("takes as long as it takes, whatever comes of it", () =>
    Effect.gen(function*() {
      const call = measured("workflow", "get")
      const slow = Effect.sleep("2 seconds")
      const all = yield* Effect.forkChild(Effect.all([
        call(Effect.as(slow, "answer")),
        Effect.flip(call(Effect.andThen(slow, Effect.fail({ code: "ECONNREFUSED" }))))
      ]))
      yield* TestClock.adjust("4 seconds")
      assert.deepStrictEqual(yield* Fiber.join(all), ["answer", { code: "ECONNREFUSED" }])
      const cut = yield* Effect.forkChild(call(Effect.never))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(cut)
      const [durations, ...others] = yield* seriesOf("tsa_store_call_seconds")
      assert.isEmpty(others)
      assert.deepStrictEqual(durations?.attributes, { store: "workflow", operation: "get" })
      assert.deepInclude(durations?.state, { count: 3, sum: 5 })
    }).pipe(fresh))

  it.effect("counts failures by their code, and what is an answer not at all", () =>
    Effect.gen(function*() {
      const call = measured("student-records", "put", (code) => code !== "refused")
      for (const code of ["53300", "53300", "refused"]) yield* Effect.flip(call(Effect.fail({ code })))
      yield* call(Effect.succeed(1) as Effect.Effect<number, { code: string }>)
      assert.deepStrictEqual(yield* seriesOf("tsa_store_call_failures_total"), [{
        attributes: { store: "student-records", operation: "put", code: "53300" },
        state: { count: 2, incremental: true }
      }])
    }).pipe(fresh))
})
