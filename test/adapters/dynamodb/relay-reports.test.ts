import { assert, layer } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as RelayReports from "../../../src/adapters/dynamodb/items/relay-reports.ts"
import { startDynoxide } from "./engines.ts"
import { dynamoOn } from "./store.ts"

layer(RelayReports.layer.pipe(Layer.provide(dynamoOn(startDynoxide))))("the report of a relay", (it) => {
  it.effect("is the last one, in whatever order they arrive", () =>
    Effect.gen(function*() {
      const { last, save } = yield* RelayReports.RelayReports
      assert.isUndefined(yield* last)
      const later = { at: "2026-11-25T10:01:00.000Z", applied: null, oldest_pending_seconds: 61.5 }
      yield* save({ at: "2026-11-25T09:59:00.000Z", applied: 1, oldest_pending_seconds: 0 })
      yield* save(later)
      yield* save({ at: "2026-11-25T10:00:00.000Z", applied: 2, oldest_pending_seconds: 0 })
      assert.deepStrictEqual(yield* last, later)
    }))
})
