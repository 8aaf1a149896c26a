import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import journal from "../../../drizzle/meta/_journal.json" with { type: "json" }
import { type RelayReport, RelayReports } from "../../../src/adapters/dynamodb/items/relay-reports.ts"
import * as Circuit from "../../../src/domain/provisioning/circuit.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { reportRecords } from "../../../src/runtimes/lambda/report.ts"
import * as ReportedRecords from "../../../src/runtimes/lambda/reported-records.ts"

const known = journal.entries.length

/** A relay and the reader of its reports, with a PostgreSQL that has this many migrations; undefined: it is away. */
const world = (first?: RelayReport) => {
  const state = { applied: known as number | undefined, asked: 0, last: first }
  const level = Effect.suspend(() => {
    state.asked++
    return state.applied === undefined
      ? Effect.fail(new StoreUnavailable({ store: "student-records", code: "ECONNREFUSED" }))
      : Effect.succeed({ applied: state.applied, known })
  })
  const reports = Layer.succeed(
    RelayReports,
    RelayReports.of({
      last: Effect.sync(() => state.last),
      save: (report) => Effect.sync(() => void (state.last = report))
    })
  )
  const relay = Layer.mergeAll(Circuit.layer, Layer.mock(StudentRecords, { migrationLevel: level }), reports)
  const seen = Effect.flatMap(StudentRecords, ({ migrationLevel }) => Effect.result(migrationLevel)).pipe(
    Effect.provide(ReportedRecords.layer.pipe(Layer.provide(reports))),
    Effect.map((result) => result._tag === "Success" ? result.success : result.failure.code)
  )
  return { state, relay, seen }
}

describe("what a relay reports of PostgreSQL", () => {
  it.effect("is its level, asked once, and seen by those who cannot ask", () => {
    const { relay, seen, state } = world()
    return Effect.gen(function*() {
      assert.strictEqual(yield* seen, "no_report")
      yield* reportRecords()
      yield* reportRecords(7)
      assert.strictEqual(state.asked, 1)
      assert.deepStrictEqual(yield* seen, { applied: known, known })
      assert.strictEqual(state.last?.oldest_pending_seconds, 7)
    }).pipe(Effect.provide(relay))
  })

  it.effect("is that it is away, until it is asked again and answers", () => {
    const { relay, seen, state } = world()
    return Effect.gen(function*() {
      state.applied = undefined
      yield* reportRecords(1)
      assert.strictEqual(yield* seen, "reported_away")
      state.applied = known
      yield* reportRecords(1)
      assert.deepStrictEqual([state.asked, yield* seen], [1, "reported_away"])
      yield* TestClock.adjust("5 seconds")
      yield* reportRecords(1)
      assert.deepStrictEqual([state.asked, yield* seen], [2, { applied: known, known }])
      yield* (yield* Circuit.Circuit).failed
      yield* reportRecords()
      assert.strictEqual(yield* seen, "reported_away")
    }).pipe(Effect.provide(relay))
  })

  it.effect("of an older release is asked for again", () => {
    const { relay, seen, state } = world({
      at: "1970-01-01T00:00:00.000Z",
      applied: known - 1,
      oldest_pending_seconds: 0
    })
    return Effect.gen(function*() {
      assert.deepStrictEqual(yield* seen, { applied: known - 1, known })
      yield* reportRecords()
      assert.deepStrictEqual([state.asked, yield* seen], [1, { applied: known, known }])
    }).pipe(Effect.provide(relay))
  })

  it.effect("counts for five minutes: after that nobody knows", () => {
    const { relay, seen } = world()
    return Effect.gen(function*() {
      yield* reportRecords(0)
      yield* TestClock.adjust("5 minutes")
      assert.deepStrictEqual(yield* seen, { applied: known, known })
      yield* TestClock.adjust("1 millis")
      assert.strictEqual(yield* seen, "no_report")
    }).pipe(Effect.provide(relay))
  })
})
