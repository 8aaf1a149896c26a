import { assert, type Vitest } from "@effect/vitest"
import { Effect } from "effect"
import type { Database } from "../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"
import { StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { recordSet } from "../fixtures/record-sets.ts"
import { erase } from "./erase.ts"
import { changeVersions, findOne, freshIndex, held, query, stored } from "./record-probe.ts"

const numberOf = (text: string) =>
  Effect.map(query(`SELECT ${text}::integer AS number`), ([row]) => Number(row?.["number"]))

const stays = (set: StudentRecordSet) =>
  query(
    `SELECT entry_date::text, school_id::integer, change_version::integer FROM student_school_associations
      WHERE student_unique_id = $1 ORDER BY 1, 2`,
    set.student.student_unique_id
  )

/** What a reader of changes sees: numbers by transaction, dates that move, one row per stay. */
export const changesContract = (it: Vitest.MethodsNonLive<StudentRecords | Database>) => {
  it.effect("all rows of a put have one even number, below the newest; the next put has a higher one, a removal an odd one", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const [one, other, next] = [recordSet(freshIndex()), recordSet(freshIndex()), recordSet(freshIndex())]
      const newest = numberOf("newest_change_version()")
      const before = yield* newest
      yield* records.put([one, other], "newer")
      const first = yield* changeVersions(one)
      assert.deepStrictEqual(yield* changeVersions(other), first)
      const number = first.student ?? 0
      assert.deepStrictEqual(new Set(Object.values(first)), new Set([number]))
      assert.strictEqual((number - (yield* numberOf("change_base()"))) % 2, 0)
      assert.isAbove(number, before)
      // Nobody else writes, so what was just written is the newest.
      assert.strictEqual(yield* newest, number + 1)
      yield* records.put([next], "newer")
      assert.isAbove((yield* changeVersions(next)).student ?? 0, number + 1)
      yield* erase(one, 9)
      const removed = (yield* changeVersions(one)).extension ?? 0
      assert.strictEqual(yield* newest, removed)
      assert.strictEqual((removed - number) % 2, 1)
    }))

  it.effect("a stay is never deleted; one that ends and one that is new are changes, the others are none", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const first = recordSet(index)
      const [stay] = first.associations
      const ended = { ...stay, exit_withdraw_date: "2025-05-30", exit_withdraw_type_descriptor: "End of school year" }
      const next = { ...stay, entry_date: "2025-08-15", school_year: 2026, entry_grade_level_descriptor: "Sixth grade" }
      const elsewhere = { ...next, school_id: 2, entry_date: "2025-10-01" }
      const second: StudentRecordSet = { ...recordSet(index, { version: 6 }), associations: [ended, next] }
      const third: StudentRecordSet = {
        ...recordSet(index, { version: 7, school_id: 2 }),
        associations: [ended, next, elsewhere]
      }
      const back: StudentRecordSet = { ...recordSet(index, { version: 8 }), associations: [ended] }
      yield* records.put([first], "newer")
      const [one] = yield* stays(first)
      assert.deepStrictEqual(yield* records.put([second], "newer"), [held(second)])
      assert.deepStrictEqual(yield* findOne(second), stored(second))
      const two = yield* stays(first)
      assert.isAbove(Number(two[0]?.["change_version"]), Number(one?.["change_version"]))
      // Written together with sets of other lengths.
      yield* records.put([third, recordSet(freshIndex())], "newer")
      assert.deepStrictEqual(yield* findOne(third), stored(third))
      const three = yield* stays(first)
      assert.deepStrictEqual(three.slice(0, 2), two)
      yield* records.put([back], "repair")
      assert.deepStrictEqual(yield* findOne(back), { ...stored(back), associations: [ended, next, elsewhere] })
      assert.deepStrictEqual(yield* stays(first), three)
      const page = yield* records.page(undefined, 1000)
      const id = first.student.student_unique_id
      assert.strictEqual(page.find(({ student_unique_id }) => student_unique_id === id)?.school_id, 2)
    }))

  it.effect("what the release before left null on the arbiter is filled in without a change; another school is one", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const id = recordSet(index).student.student_unique_id
      const arbiter = Effect.map(
        query(
          `SELECT school_id::integer, date_last_modified IS NOT NULL AS dated, change_version::integer
            FROM tsa_student_extensions WHERE student_unique_id = $1`,
          id
        ),
        ([row]) => row
      )
      yield* records.put([recordSet(index)], "newer")
      const before = yield* arbiter
      for (const mode of ["newer", "repair"] as const) {
        yield* query(
          "UPDATE tsa_student_extensions SET school_id = NULL, date_last_modified = NULL WHERE student_unique_id = $1",
          id
        )
        yield* records.put([recordSet(index, { version: 6 + (mode === "newer" ? 0 : 1) })], mode)
        assert.deepStrictEqual(yield* arbiter, before)
      }
      yield* records.put([recordSet(index, { version: 8, school_id: 2 })], "newer")
      const after = yield* arbiter
      assert.strictEqual(after?.["school_id"], 2)
      assert.isAbove(Number(after?.["change_version"]), Number(before?.["change_version"]))
    }))

  it.effect("date_last_modified rises with every change, also after a clock that was ahead", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const id = recordSet(index).student.student_unique_id
      yield* records.put([recordSet(index)], "newer")
      yield* query("UPDATE users SET date_last_modified = '2099-01-01T00:00:00Z' WHERE identifier = $1", id)
      yield* query(
        "UPDATE tsa_student_extensions SET date_last_modified = '2099-01-01T00:00:00Z' WHERE student_unique_id = $1",
        id
      )
      for (const [version, enrollment_status] of [[6, "enrolled"], [7, "withdrawn"]] as const) {
        const set = recordSet(index, { version, first_name: `Ada ${version}` })
        yield* records.put([{ ...set, extension: { ...set.extension, enrollment_status } }], "newer")
        const dates = yield* query(
          `SELECT extract(milliseconds FROM account.date_last_modified)::integer AS account,
            extract(milliseconds FROM extension.date_last_modified)::integer AS extension
            FROM users AS account JOIN tsa_student_extensions AS extension ON identifier = student_unique_id
            WHERE student_unique_id = $1`,
          id
        )
        assert.deepStrictEqual(dates, [{ account: version - 5, extension: version - 5 }])
      }
    }))
}
