import { assert, type Vitest } from "@effect/vitest"
import { Effect, Schema } from "effect"
import type { Database } from "../../src/adapters/postgres/database.ts"
import type { StudentRecordSet } from "../../src/domain/enrollment/student-record-set.ts"
import { StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { type Choices, recordSet } from "../fixtures/record-sets.ts"
import { findOne, freshIndex, freshSets, held, query, stored } from "./record-probe.ts"

const withUser = (set: StudentRecordSet, user: Partial<StudentRecordSet["user"]>) => ({
  ...set,
  user: { ...set.user, ...user }
})

/** Sets that PostgreSQL will not accept, and what the staff should read about them. */
const unacceptable: ReadonlyArray<readonly [what: string, choices: Choices, pointer: string, code: string]> = [
  ["a name that is too long", { first_name: "x".repeat(76) }, "/student_info/first_name", "too_long"],
  ["U+0000", { first_name: "A\u0000da" }, "/student_info/first_name", "unreadable_text"],
  ["a lone surrogate", { first_name: "Ada \ud83d" }, "/student_info/first_name", "unreadable_text"],
  ["a date that does not exist", { birth_date: "2014-02-30" }, "/student_info/birth_date", "invalid_date"]
]

const pieces = [
  "e\u0301".normalize("NFC"),
  "李",
  "O’Brien",
  "'",
  '"',
  "\\",
  "👩‍👧",
  "𝒜",
  "{",
  "}",
  ",",
  "\n",
  "\t",
  "\u2028",
  "$1",
  "--",
  "a",
  " "
]
const Text = Schema.Array(Schema.Literals(pieces)).check(Schema.isMaxLength(10))

/** Values: a refused one is found and named, and an accepted one comes back unchanged. */
export const valuesContract = (it: Vitest.MethodsNonLive<StudentRecords | Database>) => {
  for (const [what, choices, pointer, code] of unacceptable) {
    it.effect(`finds ${what} in a batch of 20, and writes the other 19`, () =>
      Effect.gen(function*() {
        const records = yield* StudentRecords
        const [bad, good] = [recordSet(freshIndex(), choices), freshSets(19)]
        const outcomes = yield* records.put([...good.slice(0, 13), bad, ...good.slice(13)], "newer")
        const refused = outcomes.filter(({ _tag }) => _tag !== "Held")
        assert.strictEqual(refused.length, 1)
        const [refusal] = refused
        if (refusal?._tag !== "Refused") return assert.fail("it was not refused")
        assert.strictEqual(refusal.enrollment_id, bad.extension.enrollment_id)
        assert.deepStrictEqual(refusal.problems.map((problem) => [problem.pointer, problem.code]), [[pointer, code]])
        assert.notInclude(JSON.stringify(refusal), choices.first_name ?? choices.birth_date ?? "")
        assert.strictEqual(yield* findOne(bad), undefined)
        const found = yield* records.find(good.map(({ student }) => student.student_unique_id))
        assert.deepStrictEqual(found, good.map(stored))
      }))
  }

  it.effect("finds many refused sets among hundreds", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const sets = freshSets(230).map((set, at) => at % 50 === 7 ? withUser(set, { given_name: "x".repeat(80) }) : set)
      const outcomes = yield* records.put(sets, "newer")
      assert.strictEqual(outcomes.length, 230)
      const refused = outcomes.filter(({ _tag }) => _tag === "Refused").map(({ enrollment_id }) => enrollment_id)
      const expected = sets.filter((_, at) => at % 50 === 7).map(({ extension }) => extension.enrollment_id)
      assert.deepStrictEqual(refused, expected)
    }))

  it.effect("writes all four rows or none, also of a student that is there", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const index = freshIndex()
      const newer = recordSet(index, { version: 6, first_name: "Augusta" })
      const bad = withUser(newer, { username: "x".repeat(256) })
      assert.strictEqual((yield* records.put([bad], "newer"))[0]?._tag, "Refused")
      assert.strictEqual(yield* findOne(bad), undefined)
      const before = recordSet(index, { version: 5 })
      yield* records.put([before], "newer")
      assert.strictEqual((yield* records.put([bad], "newer"))[0]?._tag, "Refused")
      assert.deepStrictEqual(yield* findOne(bad), stored(before))
    }))

  it.effect("fails only the set whose username is taken", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const [first, second, third] = freshSets(3)
      if (first === undefined || second === undefined || third === undefined) return assert.fail("three are needed")
      yield* records.put([first], "newer")
      const clash = withUser(second, { username: first.user.username })
      const outcomes = yield* records.put([clash, third], "newer")
      const failed = { _tag: "Failed" as const, enrollment_id: clash.extension.enrollment_id, code: "23505" }
      assert.deepStrictEqual(outcomes, [failed, held(third)])
    }))

  it.effect("refuses an enrollment that is not the student's own", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const [set, other] = freshSets(2)
      if (set === undefined || other === undefined) return assert.fail("two are needed")
      const foreign = { ...set, extension: { ...set.extension, enrollment_id: other.extension.enrollment_id } }
      const [outcome] = yield* records.put([foreign], "newer")
      assert.strictEqual(outcome?._tag === "Refused" && outcome.problems[0]?.code, "not_allowed")
      assert.deepStrictEqual(
        yield* query("SELECT 1 FROM students WHERE student_unique_id = $1", set.student.student_unique_id),
        []
      )
    }))

  it.effect.prop("gives every text back as it was", { parts: Text }, ({ parts }) =>
    Effect.gen(function*() {
      const first_name = `A${parts.join("")}`
      const set = recordSet(freshIndex(), { first_name })
      const records = yield* StudentRecords
      const races = parts.map((race_descriptor) => ({ race_descriptor }))
      const told = { ...set, student: { ...set.student, races } }
      assert.deepStrictEqual(yield* records.put([told], "newer"), [held(set)])
      assert.deepStrictEqual(yield* findOne(set), stored(told))
    }), { arbitrary: { runs: 60 } })
}
