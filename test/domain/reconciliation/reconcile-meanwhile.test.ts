import { assert, describe, it } from "@effect/vitest"
import { Clock, Deferred, Effect, Fiber, Layer, Option, Result } from "effect"
import { TestClock } from "effect/testing"
import * as World from "../../../src/adapters/memory/world.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { completeStep } from "../../../src/domain/enrollment/transitions.ts"
import { Circuit } from "../../../src/domain/provisioning/circuit.ts"
import { provision } from "../../../src/domain/provisioning/provision.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { Reconciliations } from "../../../src/domain/reconciliation/reconciliations.port.ts"
import { totalOf } from "../../../src/domain/reconciliation/tally.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { context, minute, stepData } from "../../fixtures/enrollment-walk.ts"
import {
  dayAfter,
  enrolled,
  others,
  planted,
  reconciled,
  slice,
  stores,
  worldLayer
} from "../../fixtures/world-of-records.ts"

/** A scan that a test can hold up: it says when it has begun, and waits until it is released. */
const held = () => {
  const state: { begun?: Deferred.Deferred<void>; go?: Deferred.Deferred<void>; scans: number } = { scans: 0 }
  const layer = Layer.effect(
    Enrollments,
    Effect.map(Enrollments, (inner) => ({
      ...inner,
      scan: (asked) =>
        Effect.gen(function*() {
          state.scans++
          const { begun, go } = state
          if (begun !== undefined) yield* Deferred.succeed(begun, undefined)
          if (go !== undefined) yield* Deferred.await(go)
          return yield* inner.scan(asked)
        })
    }))
  ).pipe(Layer.provideMerge(stores))
  const hold = Effect.gen(function*() {
    const [begun, go] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    Object.assign(state, { begun, go })
    return {
      begun: Deferred.await(begun),
      /** Releases whoever waits, and holds up nobody any more. */
      release: Effect.suspend(() => {
        delete state.begun
        delete state.go
        return Deferred.succeed(go, undefined)
      }),
      /** Lets others pass, but not those who are already waiting. */
      pass: Effect.sync(() => {
        delete state.begun
        delete state.go
      })
    }
  })
  return { state, hold, layer: Layer.mergeAll(layer, others) }
}

const agreed = (run: { readonly tallies: Parameters<typeof totalOf>[0] }) => totalOf(run.tallies, "*")

describe("two drivers of one run", () => {
  it.effect("the second is answered how far it is, and does nothing", () => {
    const { hold, layer, state } = held()
    return Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const { begun, release } = yield* hold
      const first = yield* Effect.forkChild(slice())
      yield* begun
      const scans = state.scans
      const other = yield* slice()
      assert.isUndefined(other.finished_at)
      assert.strictEqual(state.scans, scans)
      yield* release
      const run = yield* Fiber.join(first)
      assert.strictEqual(run.run_id, other.run_id)
      assert.isDefined(run.finished_at)
      assert.deepStrictEqual(agreed(run), agreed((yield* reconciled()).run))
    }).pipe(Effect.provide(layer))
  })

  it.effect("at the same moment: one begins, both speak of the same run", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const [one, other] = yield* Effect.all([slice({ forMs: 0 }), slice({ forMs: 0 })], { concurrency: 2 })
      assert.strictEqual(one.run_id, other.run_id)
    }).pipe(Effect.provide(worldLayer)))

  it.effect("one dies in the middle of a page: after its time another goes on, and nothing is counted twice", () => {
    const { hold, layer } = held()
    return Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const whole = yield* reconciled()
      for (let count = 0; count < 5; count++) yield* slice({ forMs: 0 })
      const { begun, release } = yield* hold
      const dying = yield* Effect.forkChild(slice({ forMs: 5000 }))
      yield* begun
      yield* Fiber.interrupt(dying)
      yield* release
      const waiting = yield* slice()
      assert.isUndefined(waiting.finished_at)
      yield* TestClock.adjust("16 seconds")
      const run = yield* slice()
      assert.strictEqual(run.run_id, waiting.run_id)
      assert.isDefined(run.finished_at)
      assert.deepStrictEqual(agreed(run), agreed(whole.run))
    }).pipe(Effect.provide(layer))
  })

  it.effect("one that died with a clock a day ahead holds nobody up", () =>
    Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const { save } = yield* Reconciliations
      const { driven_until: _, ...left } = yield* slice({ forMs: 0 })
      const tomorrow = new Date((yield* Clock.currentTimeMillis) + 86_400_000).toISOString()
      yield* save(left, { ...left, driven_until: tomorrow, rev: left.rev + 1 })
      const run = yield* slice()
      assert.deepStrictEqual([run.run_id, run.finished_at !== undefined], [left.run_id, true])
    }).pipe(Effect.provide(worldLayer)))

  it.effect("one that stood still until another took over takes nothing back", () => {
    const { hold, layer } = held()
    return Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      const { begun, pass, release } = yield* hold
      const slow = yield* Effect.forkChild(slice({ forMs: 5000 }))
      yield* begun
      yield* pass
      yield* TestClock.adjust("16 seconds")
      const run = yield* slice()
      assert.isDefined(run.finished_at)
      yield* release
      assert.deepStrictEqual(yield* Fiber.join(slow), run)
      assert.deepStrictEqual(yield* (yield* Reconciliations).get("all"), Option.some(run))
    }).pipe(Effect.provide(layer))
  })
})

describe("when a store is away", () => {
  it.effect("the workflow store now and then: the run ends all the same, and counts once", () => {
    let calls = 0
    const failing = Layer.effect(
      Reconciliations,
      Effect.map(Reconciliations, ({ get, save }) => ({
        get,
        save: (before, after) =>
          ++calls % 3 === 0
            ? Effect.fail(new StoreUnavailable({ store: "workflow", code: "planted" }))
            : save(before, after)
      }))
    ).pipe(Layer.provideMerge(stores))
    return Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      let failures = 0
      let finished
      for (let slices = 0; finished === undefined && slices < 500; slices++) {
        const result = yield* Effect.result(slice({ forMs: 0 }))
        if (Result.isFailure(result)) {
          failures++
          yield* TestClock.adjust("11 seconds")
        } else if (result.success.finished_at !== undefined) finished = result.success
      }
      assert.isAbove(failures, 5)
      const whole = yield* Effect.provide(
        Effect.andThen(planted, reconciled()),
        Layer.fresh(worldLayer)
      )
      assert.deepStrictEqual(finished && agreed(finished), agreed(whole.run))
    }).pipe(Effect.provide(Layer.mergeAll(failing, others)))
  })

  it.effect("PostgreSQL: the slice ends at once, the position stays, nobody asks again before the circuit lets them", () => {
    let isAway = false
    let asked = 0
    const away = <A>(inner: Effect.Effect<A, StoreUnavailable>) =>
      Effect.suspend(() => {
        asked++
        return isAway ? Effect.fail(new StoreUnavailable({ store: "student-records", code: "ECONNREFUSED" })) : inner
      })
    const records = Layer.effect(
      StudentRecords,
      Effect.map(StudentRecords, (inner) => ({
        ...inner,
        find: (ids) => away(inner.find(ids)),
        page: (after, limit) => away(inner.page(after, limit))
      }))
    ).pipe(Layer.provideMerge(stores))
    return Effect.gen(function*() {
      yield* dayAfter
      yield* planted
      for (let count = 0; count < 4; count++) yield* slice({ forMs: 0 })
      const before = Option.getOrThrow(yield* (yield* Reconciliations).get("all"))
      isAway = true
      let failure
      while (failure === undefined) {
        const result = yield* Effect.result(slice({ forMs: 0 }))
        if (Result.isFailure(result)) failure = result.failure
      }
      assert.deepInclude(failure, { _tag: "StoreUnavailable", store: "student-records", code: "ECONNREFUSED" })
      const tried = asked
      const again = yield* Effect.flip(slice())
      assert.strictEqual(again._tag === "StoreUnavailable" && again.code, "away")
      assert.strictEqual(asked, tried)
      const stopped = Option.getOrThrow(yield* (yield* Reconciliations).get("all"))
      assert.strictEqual(stopped.run_id, before.run_id)
      assert.isUndefined(stopped.driven_until)
      isAway = false
      yield* TestClock.adjust("5 seconds")
      const run = yield* slice()
      assert.strictEqual(run.run_id, before.run_id)
      const { run: whole } = yield* reconciled()
      assert.deepStrictEqual(agreed(run), agreed(whole))
    }).pipe(Effect.provide(Layer.mergeAll(records, others)))
  })

  it.effect("PostgreSQL is back: the segments that are not let through do not end the one that finds it out", () => {
    const records = Layer.effect(
      StudentRecords,
      Effect.map(StudentRecords, (inner) => ({
        ...inner,
        // An answer takes some time.
        find: (ids) => Effect.andThen(Effect.repeat(Effect.yieldNow, { times: 100 }), inner.find(ids))
      }))
    ).pipe(Layer.provideMerge(stores))
    return Effect.gen(function*() {
      yield* dayAfter
      // Enough for each of the first segments to have some.
      for (let count = 0; count < 500; count++) yield* enrolled(4)
      yield* (yield* Circuit).failed
      yield* TestClock.adjust("5 seconds")
      const told = yield* Effect.flip(slice())
      assert.deepInclude(told, { _tag: "StoreUnavailable", code: "away" })
      const { run } = yield* reconciled()
      assert.strictEqual(totalOf(run.tallies, "*").students, 500)
    }).pipe(Effect.provide(Layer.mergeAll(records, others)))
  })
})

let turn = 0
/** Minimal standard generator: the same seed takes the same steps. */
let random = 1
const isRolled = (sides: number) => (random = random * 48_271 % 2_147_483_647) % sides === 0

/** Staff edit step 4 of most enrollments. The records of some are written at once, those of others are still to come. */
const stepsTaken = Effect.gen(function*() {
  const { enrollments } = yield* World.World
  turn++
  for (const enrollment of enrollments.values()) {
    if (isRolled(3)) continue
    const student_info = { ...stepData[4].student_info, middle_name: `M${"abcdefghij"[turn % 10]}` }
    const now = minute(24 * 60)
    const next = completeStep(enrollment, 4, { ...stepData[4], student_info }, "staff", context(turn, now))
    if (Result.isFailure(next)) continue
    enrollments.set(enrollment.enrollment_id, next.success)
    if (recordsDue(next.success) && !isRolled(5)) yield* provision([next.success])
  }
})

const base = Layer.mergeAll(stores, others)

/** Plays these steps before every read of either store. */
const busy = Layer.mergeAll(
  Layer.effect(
    Enrollments,
    Effect.gen(function*() {
      const [inner, context] = [yield* Enrollments, yield* Effect.context<Layer.Success<typeof base>>()]
      const steps = Effect.provide(stepsTaken, context)
      return Enrollments.of({
        ...inner,
        getMany: (ids) => Effect.andThen(steps, inner.getMany(ids)),
        scan: (asked) => Effect.andThen(steps, inner.scan(asked)),
        standings: (ids) => Effect.andThen(steps, inner.standings(ids))
      })
    })
  ),
  Layer.effect(
    StudentRecords,
    Effect.gen(function*() {
      const [inner, context] = [yield* StudentRecords, yield* Effect.context<Layer.Success<typeof base>>()]
      const steps = Effect.provide(stepsTaken, context)
      return StudentRecords.of({
        ...inner,
        find: (ids) => Effect.andThen(steps, inner.find(ids)),
        page: (after, limit) => Effect.andThen(steps, inner.page(after, limit))
      })
    })
  )
).pipe(Layer.provideMerge(base))

describe("steps that are taken during a walk", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const repair = seed % 2 === 0
    it.effect(`make no finding${repair ? ", also while repairing" : ""} (seed ${seed})`, () =>
      Effect.gen(function*() {
        random = seed
        yield* dayAfter
        for (let count = 0; count < 12; count++) yield* enrolled(count % 3 === 0 ? 3 : 6)
        const { run } = yield* reconciled({ forMs: 0, repair })
        assert.deepStrictEqual(run.findings, [])
        assert.strictEqual(agreed(run).enrollments, 12)
        assert.isAtLeast(agreed(run).due, 8)
      }).pipe(Effect.provide(busy)))
  }

  it.effect("hide nothing that stays", () =>
    Effect.gen(function*() {
      yield* dayAfter
      const plants = yield* planted
      const { run } = yield* reconciled({ forMs: 0 })
      const named = new Map(run.findings.map(({ enrollment_id, kind }) => [enrollment_id, kind]))
      assert.strictEqual(named.get(plants.extra.enrollment_id), "extra")
      assert.strictEqual(named.get(plants.ahead.enrollment_id), "ahead")
    }).pipe(Effect.provide(busy)))
})

describe("a put that does not help", () => {
  it.effect("is no repair: an erased child does not come back, and stays a finding", () => {
    const erasing = Layer.effect(
      StudentRecords,
      Effect.map(StudentRecords, (inner) => ({
        ...inner,
        put: (sets) =>
          Effect.succeed(
            sets.map(({ extension }) => ({ _tag: "Held", enrollment_id: extension.enrollment_id }) as const)
          )
      }))
    ).pipe(Layer.provideMerge(base))
    return Effect.gen(function*() {
      yield* dayAfter
      yield* enrolled(6)
      const { run } = yield* reconciled({ repair: true })
      assert.deepStrictEqual(run.findings.map(({ kind, repaired }) => [kind, repaired]), [["missing", false]])
      assert.deepStrictEqual(agreed(run).repaired, {})
    }).pipe(Effect.provide(erasing))
  })
})

describe("rows without an enrollment", () => {
  /** Counts how often enrollments were asked for one by one. `gone` is a student who has disappeared when looked at again. */
  const counted = (gone = "") => {
    const state = { asked: 0 }
    const layer = Layer.mergeAll(
      Layer.effect(
        Enrollments,
        Effect.map(Enrollments, (inner) => ({
          ...inner,
          standings: (ids) => {
            state.asked += ids.length
            return inner.standings(ids)
          }
        }))
      ),
      Layer.effect(
        StudentRecords,
        Effect.map(
          StudentRecords,
          (inner) => ({ ...inner, find: (ids) => inner.find(ids.filter((id) => id !== gone)) })
        )
      )
    ).pipe(Layer.provideMerge(base))
    return { state, layer }
  }

  it.effect("are looked for only where the two sets differ", () => {
    const { layer, state } = counted()
    return Effect.gen(function*() {
      yield* dayAfter
      for (let count = 0; count < 200; count++) yield* enrolled(6)
      yield* reconciled()
      assert.strictEqual(state.asked, 0)
      const { enrollment_id } = yield* enrolled(6)
      ;(yield* World.World).enrollments.delete(enrollment_id)
      assert.deepStrictEqual((yield* reconciled()).run.findings.map(({ kind }) => kind), ["extra"])
      assert.isBelow(state.asked, 20)
    }).pipe(Effect.provide(layer))
  })

  it.effect("are no finding when they are gone by then", () => {
    const student = "TSA-STU-20241208-ZZZZZZZZ"
    return Effect.gen(function*() {
      yield* dayAfter
      const { enrollment_id } = yield* enrolled(6)
      const { enrollments, records } = yield* World.World
      enrollments.delete(enrollment_id)
      const [held] = records.values()
      records.clear()
      records.set(student, held ?? {})
      assert.deepStrictEqual((yield* reconciled()).run.findings, [])
    }).pipe(Effect.provide(counted(student).layer))
  })
})
