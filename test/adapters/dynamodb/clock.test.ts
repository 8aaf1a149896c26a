import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Metric } from "effect"
import { absent } from "../../../src/adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../src/adapters/dynamodb/dynamo.ts"
import * as Clock from "../../../src/adapters/dynamodb/workflow-clock.ts"
import { WorkflowClock } from "../../../src/domain/store/workflow-clock.port.ts"
import { type Engine, startDynalite, startDynoxide } from "./engines.ts"
import { startSkewedClock } from "./skewed-clock.ts"
import { type ClientName, makeTable, tableAt } from "./store.ts"

const hour = 3_600_000
const key = { pk: "SCHOOL#1", sk: "HEAD" }

const scoped = <A extends { readonly stop: () => Promise<void> }>(start: () => Promise<A>) =>
  Effect.acquireRelease(Effect.promise(start), ({ stop }) => Effect.promise(stop))

const gauge = Effect.map(
  Metric.snapshot,
  (all) =>
    all.flatMap(({ id, state }) => id === "tsa_clock_offset_seconds" && "value" in state ? [Number(state.value)] : [])
)

const near = (found: number | undefined, wanted: number) => assert.approximately(found ?? NaN, wanted, 10_000)

describe.each([
  ["dynoxide", "light", startDynoxide],
  ["dynoxide", "sdk", startDynoxide],
  ["dynalite", "light", startDynalite],
  ["dynalite", "sdk", startDynalite]
] as ReadonlyArray<
  readonly [string, ClientName, () => Promise<Engine>]
>)("the clock of the workflow store (%s, %s client)", (_, client, start) => {
  it.live("is told by every answer, refusals and errors too; before the first it is unknown", () =>
    Effect.gen(function*() {
      const { endpoint } = yield* scoped(start)
      yield* makeTable(endpoint)
      const clock = yield* scoped(() => startSkewedClock(endpoint))
      yield* Effect.gen(function*() {
        const [{ delete: remove, get, put }, { offsetMs }] = [yield* Dynamo, yield* WorkflowClock]
        assert.isUndefined(yield* offsetMs)
        clock.turn(-hour)
        yield* get(key)
        near(yield* offsetMs, hour)
        assert.approximately((yield* gauge)[0] ?? NaN, hour / 1000, 10)
        yield* put(key, absent)
        clock.turn(2 * hour)
        assert.isFalse(yield* put(key, absent))
        near(yield* offsetMs, -2 * hour)
        clock.turn(0)
        yield* Effect.flip(remove(key, { text: "no expression at all", names: {}, values: {} }))
        near(yield* offsetMs, 0)
      }).pipe(Effect.provide(Clock.layer.pipe(Layer.provideMerge(tableAt(clock.endpoint, client)))))
      assert.isEmpty(yield* gauge)
    }).pipe((test) => Effect.provideService(test, Metric.MetricRegistry, new Map())))
})
