import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer } from "effect"
import { Database } from "../../../src/adapters/postgres/database.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { freshIndex, query } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { recordsAt, Server } from "./migrated-server.ts"
import { startSilentProxy } from "./silent-proxy.ts"

layer(Server.layer, { timeout: "60 seconds" })("PostgreSQL, when it fails", (it) => {
  it.effect("is unavailable in a black hole, and itself again after it", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const proxy = yield* Effect.acquireRelease(
        Effect.promise(() => startSilentProxy(url)),
        ({ stop }) => Effect.promise(stop)
      )
      const world = yield* Layer.build(recordsAt(proxy.url, { max: 2, timeoutMs: 1000 }))
      const records = Context.get(world, StudentRecords)
      const put = Effect.suspend(() => records.put([recordSet(freshIndex())], "newer"))
      assert.strictEqual((yield* put)[0]?._tag, "Held")
      for (let round = 0; round < 2; round++) {
        proxy.fallSilent()
        // The first fails on an existing connection, the others while connecting.
        for (const { _tag, code } of yield* Effect.replicateEffect(Effect.flip(put), 3)) {
          assert.deepStrictEqual([_tag, code], ["StoreUnavailable", "no_answer"])
        }
        proxy.speak()
        assert.strictEqual((yield* put)[0]?._tag, "Held")
      }
    }))

  it.effect("is asked once where nobody is there: whoever tries again is the circuit", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const proxy = yield* Effect.acquireRelease(
        Effect.promise(() => startSilentProxy(url)),
        ({ stop }) => Effect.promise(stop)
      )
      const records = Context.get(yield* Layer.build(recordsAt(proxy.url)), StudentRecords)
      proxy.refuse()
      const put = Effect.suspend(() => records.put([recordSet(freshIndex()), recordSet(freshIndex())], "newer"))
      assert.strictEqual((yield* Effect.flip(put))._tag, "StoreUnavailable")
      assert.strictEqual(proxy.connections(), 1)
    }))

  it.effect("survives a connection that breaks under a statement", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const proxy = yield* Effect.acquireRelease(
        Effect.promise(() => startSilentProxy(url)),
        ({ stop }) => Effect.promise(stop)
      )
      const records = Context.get(yield* Layer.build(recordsAt(proxy.url, { max: 1 })), StudentRecords)
      const put = Effect.suspend(() => records.put([recordSet(freshIndex())], "newer"))
      assert.strictEqual((yield* put)[0]?._tag, "Held")
      proxy.breakOff()
      assert.strictEqual((yield* Effect.flip(put))._tag, "StoreUnavailable")
      assert.strictEqual((yield* put)[0]?._tag, "Held")
    }))

  it.effect("goes on after its connections were ended", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const world = yield* Layer.build(recordsAt(url, { max: 1 }))
      const records = Context.get(world, StudentRecords)
      const end = query("SELECT pg_terminate_backend(pg_backend_pid())").pipe(Effect.provide(world), Effect.flip)
      assert.strictEqual((yield* end).code, "57P01")
      assert.strictEqual((yield* records.put([recordSet(freshIndex())], "newer"))[0]?._tag, "Held")
    }))

  it.effect("waits no longer than the time limit for a row that another holds", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const world = yield* Layer.build(recordsAt(url, { timeoutMs: 1000 }))
      const [records, database] = [Context.get(world, StudentRecords), Context.get(world, Database)]
      const set = recordSet(freshIndex())
      yield* records.put([set], "newer")
      let late = "nothing"
      yield* database.transaction(async (run) => {
        await run("SELECT 1 FROM tsa_student_extensions WHERE student_unique_id = $1 FOR UPDATE", [
          set.student.student_unique_id
        ])
        late = (await Effect.runPromise(Effect.flip(records.put([set], "repair"))))._tag
      })
      assert.strictEqual(late, "StoreUnavailable")
      const limit = yield* query("SHOW statement_timeout").pipe(Effect.provide(world))
      assert.deepStrictEqual(limit, [{ statement_timeout: "1s" }])
    }))

  it.effect("speaks without named statements", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const world = yield* Layer.build(recordsAt(url, { max: 1, namedStatements: false }))
      const records = Context.get(world, StudentRecords)
      assert.strictEqual((yield* records.put([recordSet(freshIndex())], "newer"))[0]?._tag, "Held")
      const prepared = yield* query("SELECT name FROM pg_prepared_statements").pipe(Effect.provide(world))
      assert.deepStrictEqual(prepared, [])
    }))

  it.effect("is unavailable once the server has stopped", () =>
    Effect.gen(function*() {
      const { stop, url } = yield* Server
      const world = yield* Layer.build(recordsAt(url))
      const records = Context.get(world, StudentRecords)
      const put = Effect.suspend(() => records.put([recordSet(freshIndex())], "newer"))
      assert.strictEqual((yield* put)[0]?._tag, "Held")
      yield* Effect.promise(stop)
      for (
        const failure of [yield* Effect.flip(put), yield* Effect.flip(put), yield* Effect.flip(records.migrationLevel)]
      ) {
        assert.strictEqual(failure._tag, "StoreUnavailable")
      }
    }))
})
