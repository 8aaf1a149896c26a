import { assert, it, layer } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as Absent from "../../../src/adapters/postgres/absent.ts"
import { Database } from "../../../src/adapters/postgres/database.ts"
import * as Embedded from "../../../src/adapters/postgres/embedded.ts"
import { migrate } from "../../../src/adapters/postgres/migrate.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import * as PostgresRecords from "../../../src/adapters/postgres/student-records.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import type { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import { query } from "../../contracts/record-probe.ts"
import { studentRecordsContract } from "../../contracts/student-records.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { startNativePostgres } from "./native.ts"

const migrations = new URL("../../../drizzle", import.meta.url).pathname

const recordsOn = <E>(database: Layer.Layer<Database, E>) => PostgresRecords.layer.pipe(Layer.provideMerge(database))

const nativeServer = Layer.unwrap(Effect.gen(function*() {
  const { url } = yield* Effect.acquireRelease(
    Effect.promise(() => startNativePostgres()),
    ({ stop }) => Effect.promise(stop)
  )
  return Native.layer({ url: Redacted.make(url) })
}))

const engines = { "PGlite": Embedded.layer(), "a native server": nativeServer }

for (const [engine, database] of Object.entries(engines)) {
  const migrated = recordsOn(database).pipe(Layer.tap((context) => Effect.provide(migrate(migrations), context)))
  studentRecordsContract(engine, migrated)

  layer(recordsOn(Layer.fresh(database)), { timeout: "60 seconds" })(`${engine}: migrations`, (it) => {
    it.effect("are away until the first, then applied once, however many apply them", () =>
      Effect.gen(function*() {
        const records = yield* StudentRecords
        const before = yield* records.migrationLevel
        assert.strictEqual(before.applied, 0)
        assert.isAbove(before.known, 0)
        const early = yield* Effect.flip(
          records.put([], "newer").pipe(Effect.andThen(records.find(["TSA-STU-20241208-00000000"])))
        )
        assert.deepStrictEqual([early._tag, early.code], ["StoreUnavailable", "42P01"])
        yield* Effect.all(Array.from({ length: 4 }, () => migrate(migrations)), { concurrency: 4 })
        yield* migrate(migrations)
        const { applied, known } = yield* records.migrationLevel
        assert.strictEqual(applied, known)
        assert.deepStrictEqual(yield* query("SELECT count(*)::integer AS count FROM students"), [{ count: 0 }])
      }))
  })
}

it.effect("without PostgreSQL, every method says that it is not configured", () =>
  Effect.gen(function*() {
    const records = yield* StudentRecords
    for (const call of [records.put([recordSet(1)], "newer"), records.find([]), records.migrationLevel]) {
      const { code, store } = yield* Effect.flip<unknown, StoreUnavailable, never>(call)
      assert.deepStrictEqual([store, code], ["student-records", "not_configured"])
    }
  }).pipe(Effect.provide(recordsOn(Absent.layer))))
