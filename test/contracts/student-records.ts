import { assert, layer, type Vitest } from "@effect/vitest"
import { Effect, type Layer, Result, Schema } from "effect"
import type { Database } from "../../src/adapters/postgres/database.ts"
import { reopen } from "../../src/domain/enrollment/closing.ts"
import { projectStudentRecords } from "../../src/domain/enrollment/projection.ts"
import { withdraw } from "../../src/domain/enrollment/transitions.ts"
import { StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { suffixOf } from "../../src/domain/values/identifiers.ts"
import { context, walkedTo } from "../fixtures/enrollment-walk.ts"
import { recordSet } from "../fixtures/record-sets.ts"
import { erase } from "./erase.ts"
import { changeVersions, findOne, freshIndex, freshSets, held, query, stored } from "./record-probe.ts"
import { changesContract } from "./student-record-changes.ts"
import { pagesContract } from "./student-record-pages.ts"
import { valuesContract } from "./student-record-values.ts"

const Version = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 6 }))
const Arrivals = Schema.NonEmptyArray(Schema.Struct({ version: Version, mode: Schema.Literals(["newer", "repair"]) }))

const fresh = (choices = {}) => recordSet(freshIndex(), choices)

const associationColumns =
  "student_unique_id, school_id, entry_date, entry_grade_level_descriptor, entry_type_descriptor, school_year, primary_school"

/** The guard: what is stored after puts in any order. */
const guardContract = (it: Vitest.MethodsNonLive<StudentRecords | Database>) => {
  it.effect("writes the four rows as they are, and answers for none at once", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const set = fresh()
      assert.deepStrictEqual(yield* records.put([], "newer"), [])
      assert.deepStrictEqual(yield* records.put([set], "newer"), [held(set)])
      assert.deepStrictEqual(yield* findOne(set), stored(set))
      assert.deepStrictEqual(yield* records.find(["TSA-STU-20241208-ZZZZZZZZ"]), [])
      assert.deepStrictEqual(yield* records.find([]), [])
    }))

  it.effect("brings a missing school and its organization along, once", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const sets = [...freshSets(2, { school_id: 77 }), ...freshSets(2, { school_id: 78 })]
      yield* records.put(sets, "newer")
      const schools = yield* query("SELECT name_of_institution FROM schools WHERE school_id IN (77, 78) ORDER BY 1")
      assert.deepStrictEqual(schools, [{ name_of_institution: "TSA School 77" }, {
        name_of_institution: "TSA School 78"
      }])
      const organizations = yield* query("SELECT name, parent_id FROM organizations WHERE identifier = '77'")
      assert.deepStrictEqual(organizations, [{ name: "TSA School 77", parent_id: "district" }])
    }))

  it.effect("counts the students of each school once, and those that lost their association for none", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const first = fresh({ school_id: 79 })
      const id = first.student.student_unique_id
      yield* records.put([first, ...freshSets(2, { school_id: 79 })], "newer")
      const of = Effect.map(
        records.countBySchool,
        (counts) => [79, null].map((school) => counts.find(({ school_id }) => school_id === school)?.students ?? 0)
      )
      const [, strays = 0] = yield* of
      assert.deepStrictEqual(yield* of, [3, strays])
      const other = associationColumns.replace("entry_date", "entry_date + 1")
      yield* query(
        `INSERT INTO student_school_associations (${associationColumns})
        SELECT ${other} FROM student_school_associations WHERE student_unique_id = $1`,
        id
      )
      assert.deepStrictEqual(yield* of, [3, strays])
      yield* query("DELETE FROM student_school_associations WHERE student_unique_id = $1", id)
      assert.deepStrictEqual(yield* of, [2, strays + 1])
    }))

  it.effect.prop(
    "lets the newest version win in whatever order they arrive",
    { arrivals: Arrivals },
    ({ arrivals }) =>
      Effect.gen(function*() {
        const records = yield* StudentRecords
        const index = freshIndex()
        const at = (version: number) => recordSet(index, { version, first_name: `Ada the ${version}` })
        for (const { mode, version } of arrivals) {
          assert.deepStrictEqual(yield* records.put([at(version)], mode), [held(at(version))])
        }
        const newest = Math.max(...arrivals.map(({ version }) => version))
        assert.deepStrictEqual(yield* findOne(at(newest)), stored(at(newest)))
      }),
    { arbitrary: { runs: 40 } }
  )

  it.effect("takes the highest of the versions in one list, and answers once", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const versions = [2, 4, 3].map((version) => recordSet(index, { version, first_name: `Ada the ${version}` }))
      assert.deepStrictEqual(yield* records.put(versions, "newer"), [held(recordSet(index))])
      assert.strictEqual((yield* findOne(recordSet(index)))?.student?.first_name, "Ada the 4")
    }))

  it.effect("answers each of the calls that come at once", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const [index, other, bad] = [freshIndex(), fresh(), fresh({ first_name: "x".repeat(76) })]
      const at = (version: number) => recordSet(index, { version, first_name: `Ada the ${version}` })
      const calls = [[at(2)], [bad], [at(4), other], [at(3)]].map((sets, call) =>
        records.put(sets, call === 3 ? "repair" : "newer")
      )
      const [first, refused, third, repaired] = yield* Effect.all(calls, { concurrency: "unbounded" })
      assert.deepStrictEqual([first, third, repaired], [[held(at(2))], [held(at(2)), held(other)], [held(at(2))]])
      assert.deepStrictEqual(refused?.map(({ _tag }) => _tag), ["Refused"])
      assert.deepStrictEqual(yield* findOne(at(4)), stored(at(4)))
      assert.deepStrictEqual(yield* findOne(other), stored(other))
    }))

  it.effect("touches only rows that differ", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const [before, same, corrected] = [
        recordSet(index, { version: 5 }),
        recordSet(index, { version: 6 }),
        recordSet(index, { version: 7, birth_date: "2014-03-02" })
      ]
      yield* records.put([before], "newer")
      const first = yield* changeVersions(before)
      const modified = query(
        "SELECT date_last_modified = '2020-01-01' AS untouched FROM users WHERE identifier = $1",
        before.user.identifier
      )
      yield* query("UPDATE users SET date_last_modified = '2020-01-01' WHERE identifier = $1", before.user.identifier)
      yield* records.put([same], "newer")
      assert.deepStrictEqual(yield* changeVersions(before), first)
      assert.deepStrictEqual(yield* modified, [{ untouched: true }])
      assert.strictEqual((yield* findOne(before))?.extension?.enrollment_version, 6)
      yield* records.put([corrected], "newer")
      const second = yield* changeVersions(before)
      assert.deepStrictEqual({ ...second, student: first.student, user: first.user }, first)
      assert.isAbove(second.student ?? 0, first.student ?? 0)
      assert.isAbove(second.user ?? 0, first.user ?? 0)
      assert.deepStrictEqual(yield* modified, [{ untouched: false }])
      assert.deepStrictEqual(yield* findOne(before), stored(corrected))
    }))

  it.effect("repairs: brings rows back, sets drift right, leaves the rest, and refuses older versions", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const set = fresh({ version: 5 })
      yield* records.put([set], "newer")
      const first = yield* changeVersions(set)
      yield* query("DELETE FROM users WHERE identifier = $1", set.user.identifier)
      yield* query(
        "UPDATE students SET last_name = 'Drifted' WHERE student_unique_id = $1",
        set.student.student_unique_id
      )
      yield* records.put([set], "newer")
      assert.strictEqual((yield* findOne(set))?.user, null)
      yield* records.put([set], "repair")
      assert.deepStrictEqual(yield* findOne(set), stored(set))
      const second = yield* changeVersions(set)
      assert.deepStrictEqual([second.association, second.extension], [first.association, first.extension])
      assert.isAbove(second.student ?? 0, first.student ?? 0)
      const older = {
        ...set,
        extension: { ...set.extension, enrollment_version: 4, enrollment_status: "enrolled" as const }
      }
      assert.deepStrictEqual(yield* records.put([older], "repair"), [held(set)])
      assert.deepStrictEqual(yield* findOne(set), stored(set))
      assert.deepStrictEqual(yield* changeVersions(set), second)
    }))

  it.effect("takes an exit back when a withdrawal is undone: the same four rows as before it", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const before = walkedTo(6, {}, suffixOf(freshIndex()))
      const gone = Result.getOrThrow(withdraw(before, "moved away", context(50)))
      const back = Result.getOrThrow(reopen(gone, "by mistake", context(60)))
      const [first, exited, again] = yield* Effect.forEach(
        [before, gone, back],
        (enrollment) =>
          Effect.gen(function*() {
            const set = Result.getOrThrow(projectStudentRecords(enrollment))
            assert.deepStrictEqual(yield* records.put([set], "newer"), [held(set)])
            return yield* findOne(set)
          })
      )
      assert.deepStrictEqual([exited?.associations[0]?.exit_withdraw_date, exited?.user?.status], [
        "2024-12-08",
        "tobedeleted"
      ])
      const version = { enrollment_version: back.version }
      assert.deepStrictEqual(
        again,
        first && { ...first, extension: first.extension && { ...first.extension, ...version } }
      )
    }))

  it.effect("never brings an erased child back, of whatever version, and finds the tombstone alone", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const [erased, other, never] = [recordSet(index), fresh(), fresh()]
      yield* records.put([erased], "newer")
      for (const set of [erased, never]) yield* erase(set, 6)
      const tombstones = query(
        `SELECT enrollment_version::integer, change_version::text, date_last_modified FROM tsa_student_extensions
          WHERE student_unique_id = ANY($1) ORDER BY 1`,
        [erased, never].map(({ student }) => student.student_unique_id)
      )
      const before = yield* tombstones
      for (const mode of ["newer", "repair"] as const) {
        for (const version of [5, 6, 7, 1000]) {
          const again = [recordSet(index, { version, first_name: `Ada ${version}` }), other, never]
          assert.deepStrictEqual(yield* records.put(again, mode), again.map(held))
        }
      }
      assert.deepStrictEqual(yield* tombstones, before)
      for (const set of [erased, never]) {
        assert.deepStrictEqual(yield* findOne(set), {
          student_unique_id: set.student.student_unique_id,
          student: null,
          associations: [],
          extension: null,
          user: null,
          erased: true
        })
      }
      assert.deepStrictEqual(yield* findOne(other), stored(other))
      const ids = [erased, never].map(({ student }) => student.student_unique_id)
      assert.notIncludeMembers((yield* records.page(undefined, 1000)).map((each) => each.student_unique_id), ids)
    }))
}

/** What student records promise, on a migrated database. */
export const studentRecordsContract = <E>(name: string, world: Layer.Layer<StudentRecords | Database, E>) =>
  layer(world, { timeout: "60 seconds" })(name, (it) => {
    guardContract(it)
    valuesContract(it)
    pagesContract(it)
    changesContract(it)
  })
