import { assert, layer } from "@effect/vitest"
import { Context, Effect, Fiber, Layer } from "effect"
import { Database, type Run, type Statement } from "../../../src/adapters/postgres/database.ts"
import { putStatement } from "../../../src/adapters/postgres/put-statement.ts"
import type { StudentRecordSet } from "../../../src/domain/enrollment/student-record-set.ts"
import { eraseBy } from "../../contracts/erase.ts"
import { freshIndex, query } from "../../contracts/record-probe.ts"
import { recordSet } from "../../fixtures/record-sets.ts"
import { formerPut } from "./former-put.ts"
import { recordsAt, Server } from "./migrated-server.ts"

const rowsOf = (set: StudentRecordSet) =>
  Effect.map(
    query(
      `SELECT (SELECT count(*)::integer FROM students WHERE student_unique_id = $1) AS students,
        (SELECT count(*)::integer FROM student_school_associations WHERE student_unique_id = $1) AS associations,
        (SELECT count(*)::integer FROM users WHERE identifier = $1) AS users,
        (SELECT enrollment_status FROM tsa_student_extensions WHERE student_unique_id = $1) AS status`,
      set.student.student_unique_id
    ),
    ([row]) => row
  )

const untilSomebodyWaits = async (run: Run) => {
  for (let waiting = 0; waiting === 0;) {
    const [row] = await run("SELECT count(*)::integer AS waiting FROM pg_locks WHERE NOT granted")
    waiting = Number(row?.["waiting"])
  }
}

/** A put of a later version, as from an item that was restored and lifted, waits for the arbiter while the child is erased. */
const putWhileErasing = Effect.fnUntraced(function*(
  isThere: boolean,
  put: (sets: ReadonlyArray<StudentRecordSet>) => Statement
) {
  const world = yield* Layer.build(recordsAt((yield* Server).url))
  const database = Context.get(world, Database)
  const index = freshIndex()
  const set = recordSet(index)
  if (isThere) yield* database.query(put([set]))
  let waiting: Fiber.Fiber<unknown, unknown> | undefined
  yield* database.transaction(async (run) => {
    await eraseBy(run, set, 6)
    await run("INSERT INTO erased_students (student_unique_id, enrollment_version) VALUES ($1, 6)", [
      set.student.student_unique_id
    ])
    waiting = Effect.runFork(database.query(put([recordSet(index, { version: 9 })])))
    await untilSomebodyWaits(run)
  })
  if (waiting !== undefined) yield* Fiber.join(waiting)
  return yield* Effect.provide(rowsOf(set), world)
})

const erased = { students: 0, associations: 0, users: 0, status: "erased" }
const back = { students: 1, associations: 1, users: 1, status: "registered" }

layer(Server.layer, { timeout: "60 seconds", excludeTestServices: true })("erasing a child", (it) => {
  for (const isThere of [true, false]) {
    const who = isThere ? "a child that is there" : "a child that never was"
    for (const mode of ["newer", "repair"] as const) {
      it.effect(`${who}: a put (${mode}) that waits on the arbiter meanwhile brings nothing back`, () =>
        Effect.gen(function*() {
          assert.deepStrictEqual(yield* putWhileErasing(isThere, (sets) => putStatement(sets, mode)), erased)
        }))
    }

    it.effect(`${who}: mutant: the former put, whose NOT EXISTS saw an older snapshot, brings all four rows back`, () =>
      Effect.gen(function*() {
        assert.deepStrictEqual(yield* putWhileErasing(isThere, formerPut), back)
      }))
  }

  it.effect("has a limit of time: nothing is written, nobody waits on, and the next try goes through", () =>
    Effect.gen(function*() {
      const world = yield* Layer.build(recordsAt((yield* Server).url))
      const database = Context.get(world, Database)
      const set = recordSet(freshIndex())
      yield* database.query(putStatement([set], "newer"))
      const erase = database.transaction((run) => eraseBy(run, set, 6), 300)
      yield* database.transaction(async (run) => {
        // The arbiter is free but a follower is not: the first of the two statements went through.
        await run("SELECT FROM students WHERE student_unique_id = $1 FOR UPDATE", [set.student.student_unique_id])
        const { code } = await Effect.runPromise(Effect.flip(erase))
        assert.strictEqual(code, "57014")
      })
      assert.deepStrictEqual(yield* Effect.provide(rowsOf(set), world), back)
      const slow = database.transaction(async (run) => {
        await eraseBy(run, set, 6)
        // Each statement is short enough, but all of them together are not.
        for (let slept = 0; slept < 10; slept++) await run("SELECT pg_sleep(0.1)")
      }, 300)
      assert.strictEqual((yield* Effect.flip(slow)).code, "57014")
      const idle = database.query({
        name: "",
        text: "SELECT count(*)::integer AS left FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'",
        values: []
      })
      yield* Effect.repeat(idle, { until: ([row]) => row?.["left"] === 0 })
      assert.deepStrictEqual(yield* Effect.provide(rowsOf(set), world), back)
      yield* erase
      assert.deepStrictEqual(yield* Effect.provide(rowsOf(set), world), erased)
    }))
})
