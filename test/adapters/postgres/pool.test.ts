import { assert, layer } from "@effect/vitest"
import { Context, Effect, Fiber, Layer, Metric, Schedule } from "effect"
import { Database } from "../../../src/adapters/postgres/database.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { freshIndex } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { recordsAt, Server } from "./migrated-server.ts"

const pool = Effect.map(
  Metric.snapshot,
  (all) =>
    Object.fromEntries(
      all.flatMap(({ attributes, id, state }) =>
        id === "tsa_postgres_pool_connections" && "value" in state ? [[attributes?.["state"], state.value]] : []
      )
    )
)

const until = (holds: (state: Readonly<Record<string, unknown>>) => boolean) =>
  Effect.repeat(pool, { schedule: Schedule.spaced("10 millis"), times: 400, until: holds })

layer(Server.layer, { timeout: "60 seconds", excludeTestServices: true })("the pool's metrics", (it) => {
  it.effect("tell connections, idle ones, and who waits; they end with the pool", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      yield* Effect.gen(function*() {
        const world = yield* Layer.build(recordsAt(url, { max: 1 }))
        const [database, { find, put }] = [Context.get(world, Database), Context.get(world, StudentRecords)]
        assert.deepStrictEqual(yield* pool, { total: 0, idle: 0, waiting: 0 })
        const set = recordSet(freshIndex())
        yield* put([set], "newer")
        assert.deepStrictEqual(yield* pool, { total: 1, idle: 1, waiting: 0 })
        const id = set.student.student_unique_id
        const context = yield* Effect.context<never>()
        yield* database.transaction(async (run) => {
          await run("SELECT 1 FROM tsa_student_extensions WHERE student_unique_id = $1 FOR UPDATE", [id])
          const ask = Effect.runPromiseWith(context)
          // The first holds the connection and waits for the row; the second waits for the connection.
          const first = Effect.runFork(put([set], "repair"))
          assert.deepStrictEqual(await ask(until(({ idle }) => idle === 0)), { total: 1, idle: 0, waiting: 0 })
          const second = Effect.runFork(find([id]))
          assert.deepStrictEqual(await ask(until(({ waiting }) => waiting === 1)), { total: 1, idle: 0, waiting: 1 })
          await run("ROLLBACK")
          await run("BEGIN")
          await Effect.runPromise(Effect.all([Fiber.join(first), Fiber.join(second)]))
        })
        assert.deepStrictEqual(yield* pool, { total: 1, idle: 1, waiting: 0 })
      }).pipe(Effect.scoped)
      assert.deepStrictEqual(yield* pool, {})
    }).pipe((test) => Effect.provideService(test, Metric.MetricRegistry, new Map())))
})
