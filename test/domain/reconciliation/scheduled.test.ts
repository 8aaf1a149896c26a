import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Metric, Option } from "effect"
import { TestClock } from "effect/testing"
import {
  enrollmentsDue,
  reconcileFindings,
  reconcileFinished,
  studentsStored
} from "../../../src/domain/reconciliation/metrics.ts"
import { Reconciliations } from "../../../src/domain/reconciliation/reconciliations.port.ts"
import { scheduledReconcile } from "../../../src/domain/reconciliation/scheduled.ts"
import { dayAfter, planted, reconciled, slice, worldLayer } from "../../fixtures/world-of-records.ts"

const everyMs = 24 * 3_600_000
const turn = (forMs = 3_600_000) => scheduledReconcile({ everyMs, forMs })
const last = Effect.flatMap(Reconciliations, ({ get }) => Effect.map(get("all"), Option.getOrUndefined))
const gauge = (kind: Parameters<typeof reconcileFindings>[0]) =>
  Effect.map(Metric.value(reconcileFindings(kind)), ({ value }) => Number(value))

describe("the schedule", () => {
  it.effect("begins once a day, without repair, and goes on with what is unfinished", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      assert.isTrue(yield* turn(0))
      const begun = yield* last
      assert.deepInclude(begun, { repair: false, schools: "*" })
      assert.isFalse(yield* turn())
      const finished = yield* last
      assert.strictEqual(finished?.run_id, begun?.run_id)
      assert.isDefined(finished?.finished_at)
      yield* TestClock.adjust("23 hours")
      assert.isFalse(yield* turn())
      assert.deepStrictEqual(yield* last, finished)
      yield* TestClock.adjust("1 hour")
      yield* turn()
      assert.notStrictEqual((yield* last)?.run_id, finished?.run_id)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("leaves a repair alone that a person has begun, until it is a day old", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const repair = yield* slice({ forMs: 0, repair: true })
      yield* TestClock.adjust("1 hour")
      assert.isFalse(yield* turn())
      assert.deepStrictEqual(yield* last, repair)
      yield* TestClock.adjust("24 hours")
      yield* turn()
      assert.isFalse((yield* last)?.repair)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("shows the figures of the last finished run, whoever ran it: what is left, and both counts", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      yield* turn()
      assert.deepStrictEqual(
        [yield* gauge("missing"), yield* gauge("extra"), yield* gauge("ahead"), yield* gauge("unreadable")],
        [1, 2, 1, 1]
      )
      // Four that agree, at steps 4 and 6, and six planted ones; two rows without a due enrollment, minus the one without rows.
      assert.strictEqual((yield* Metric.value(enrollmentsDue)).value, 10)
      assert.strictEqual((yield* Metric.value(studentsStored)).value, 11)
      const now = yield* Clock.currentTimeMillis
      assert.strictEqual((yield* Metric.value(reconcileFinished)).value, now / 1000)
      yield* TestClock.adjust("1 minute")
      yield* reconciled({ repair: true })
      yield* turn()
      assert.deepStrictEqual([yield* gauge("missing"), yield* gauge("extra"), yield* gauge("half")], [0, 2, 0])
    }).pipe(Effect.provide(worldLayer)))
})
