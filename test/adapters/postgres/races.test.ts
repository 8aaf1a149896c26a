import { assert, layer } from "@effect/vitest"
import { Context, Effect, Layer, Random, Redacted } from "effect"
import { Database } from "../../../src/adapters/postgres/database.ts"
import * as Native from "../../../src/adapters/postgres/native.ts"
import * as PostgresRecords from "../../../src/adapters/postgres/student-records.ts"
import { type PutOutcome, StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { freshIndex, query } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { recordsAt, Server } from "./migrated-server.ts"

/**
 * Writers that share a pool but, like writers in several processes, share no statement. Every failure of a statement is noted before a
 * retry hides it.
 */
const writersAt = Effect.fnUntraced(function*(url: string, count: number) {
  const codes: Array<string> = []
  const database = Context.get(yield* Layer.build(Native.layer({ url: Redacted.make(url), max: count })), Database)
  const watching = Database.of({
    ...database,
    query: (statement) => Effect.tapError(database.query(statement), ({ code }) => Effect.sync(() => codes.push(code)))
  })
  const writer = Layer.fresh(PostgresRecords.layer).pipe(Layer.provide(Layer.succeed(Database, watching)))
  const writers = yield* Effect.replicateEffect(Effect.map(Layer.build(writer), Context.get(StudentRecords)), count)
  return { codes, database, writers }
})

const named = (index: number, version: number) => recordSet(index, { version, first_name: `Ada the ${version}` })

const rowsOf = (first: number, last: number) =>
  query(
    `SELECT first_name, given_name, enrollment_version::integer, count(*)::integer FROM students
     JOIN tsa_student_extensions USING (student_unique_id) JOIN student_school_associations USING (student_unique_id)
     JOIN users ON identifier = student_unique_id
     WHERE student_unique_id BETWEEN $1 AND $2 GROUP BY 1, 2, 3`,
    recordSet(first).student.student_unique_id,
    recordSet(last).student.student_unique_id
  )

layer(Server.layer, { timeout: "60 seconds" })("PostgreSQL, several writers", (it) => {
  it.effect("holds the newest of 25 versions after 50 concurrent puts", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const { codes, writers } = yield* writersAt(url, 50)
      for (let round = 0; round < 12; round++) {
        const index = freshIndex()
        const versions = yield* Random.shuffle(Array.from({ length: 50 }, (_, at) => at % 25 + 1))
        const puts = [...versions].map((version, at) =>
          writers[at]?.put([named(index, version)], "newer") ?? Effect.succeed([])
        )
        const outcomes = (yield* Effect.all(puts, { concurrency: "unbounded" })).flat()
        assert.isTrue(outcomes.every(({ _tag }) => _tag === "Held"))
        const rows = yield* rowsOf(index, index).pipe(Effect.provide(recordsAt(url)))
        const newest = { first_name: "Ada the 25", given_name: "Ada the 25", enrollment_version: 25, count: 1 }
        assert.deepStrictEqual(rows, [newest])
      }
      assert.deepStrictEqual(codes, [])
    }), { timeout: 60_000 })

  it.effect("takes overlapping shuffled batches of eight writers without a deadlock", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const { codes, writers } = yield* writersAt(url, 8)
      const indexes = Array.from({ length: 100 }, freshIndex)
      yield* Effect.forEach(writers, (records, number) =>
        Effect.gen(function*() {
          for (let round = 0; round < 5; round++) {
            const shuffled = yield* Random.shuffle(indexes)
            const sets = [...shuffled].slice(0, 80 + number).map((index) => named(index, round * 8 + number + 1))
            const outcomes = yield* records.put(sets, number % 2 === 0 ? "newer" : "repair")
            assert.isTrue(outcomes.every(({ _tag }) => _tag === "Held"))
          }
        }), { concurrency: "unbounded" })
      yield* Effect.forEach(writers, (records) => records.put(indexes.map((index) => named(index, 41)), "newer"))
      assert.deepStrictEqual(codes, [])
      const rows = yield* rowsOf(indexes[0] ?? 0, indexes[99] ?? 0).pipe(Effect.provide(recordsAt(url)))
      assert.deepStrictEqual(rows, [
        { first_name: "Ada the 41", given_name: "Ada the 41", enrollment_version: 41, count: 100 }
      ])
    }), { timeout: 60_000 })

  it.effect("brings new schools along from several writers at once, without a deadlock", () =>
    Effect.gen(function*() {
      const { url } = yield* Server
      const { codes, database, writers } = yield* writersAt(url, 6)
      yield* Effect.forEach(writers, (records) => records.put([recordSet(freshIndex())], "newer"))
      const schools = Array.from({ length: 20 }, (_, at) => 1000 + at)
      const writing = Effect.forEach(writers, (records, number) => {
        const mine = number % 2 === 0 ? schools : schools.toReversed()
        return records.put(mine.map((school_id) => recordSet(freshIndex(), { school_id })), "newer")
      }, { concurrency: "unbounded" })
      let outcomes = Promise.resolve<ReadonlyArray<ReadonlyArray<PutOutcome>>>([])
      // An organization in the middle is locked until all writers are under way: each has inserted some by then.
      yield* database.transaction(async (run) => {
        await run(
          "INSERT INTO organizations (sourced_id, name, type) VALUES ('school_1010', 'TSA School 1010', 'school')"
        )
        outcomes = Effect.runPromise(writing)
        for (let waiting = 0; waiting < writers.length;) {
          const [row] = await run("SELECT count(*)::integer AS waiting FROM pg_locks WHERE NOT granted")
          waiting = Number(row?.["waiting"])
        }
      })
      assert.isTrue((yield* Effect.promise(() => outcomes)).flat().every(({ _tag }) => _tag === "Held"))
      assert.deepStrictEqual(codes, [])
    }))
})
