import { assert, type Vitest } from "@effect/vitest"
import { Effect } from "effect"
import type { Database } from "../../src/adapters/postgres/database.ts"
import { StudentRecords } from "../../src/domain/provisioning/student-records.port.ts"
import { findOne, freshSets, query, stored } from "./record-probe.ts"

/** Reads all pages of `limit` students after an id. */
const walk = Effect.fnUntraced(function*(limit: number, from?: string) {
  const { page } = yield* StudentRecords
  const found = new Map<string, number | null>()
  let after = from
  let last = 0
  do {
    const students = yield* page(after, limit)
    last = students.length
    assert.isAtMost(last, limit)
    for (const { school_id, student_unique_id } of students) {
      assert.isFalse(found.has(student_unique_id), "met twice")
      assert.isTrue(after === undefined || student_unique_id > after)
      found.set(student_unique_id, school_id)
      after = student_unique_id
    }
  } while (last > 0)
  return found
})

const userOf = (id: string, org_ids: string) =>
  query(
    `INSERT INTO users (sourced_id, status, username, enabled_user, given_name, family_name, role, org_ids)
      VALUES ('student_' || $1::text, 'active', 'user of ' || $1::text, false, 'A', 'B', 'student', $2::text::jsonb)`,
    id,
    org_ids
  )

/** Walks over all students, and finds everything that is there of one. */
export const pagesContract = (it: Vitest.MethodsNonLive<StudentRecords | Database>) => {
  it.effect("pages meet every student of this source once, by id, whichever tables have lost it", () =>
    Effect.gen(function*() {
      const records = yield* StudentRecords
      const sets = freshSets(25, { school_id: 77 })
      yield* records.put(sets, "newer")
      const ids = sets.map(({ student }) => student.student_unique_id)
      const [, noUser, noExtension, noAssociation, alone, foreign] = ids
      yield* query("DELETE FROM users WHERE identifier = ANY($1)", [noUser, alone])
      yield* query("DELETE FROM tsa_student_extensions WHERE student_unique_id = ANY($1)", [noExtension, alone])
      yield* query("DELETE FROM student_school_associations WHERE student_unique_id = ANY($1)", [noAssociation, alone])
      const student = ["TSA-STU-20241209-USER0000", "TSA-STU-20241209-USER0001"] as const
      yield* userOf(student[0], '["school_78"]')
      yield* userOf(student[1], '["district"]')
      yield* userOf("c-17", '["school_77"]')
      yield* query(
        `INSERT INTO students (student_unique_id, student_usi, first_name, last_name, birth_date, source_system_descriptor)
          VALUES ('legacy-1', -1, 'A', 'B', '2014-03-01', 'TSA_Admissions_Portal'),
            ('legacy-2', -2, 'A', 'B', '2014-03-01', 'Another_System')`
      )
      yield* query(
        "UPDATE students SET source_system_descriptor = 'Another_System' WHERE student_unique_id = $1",
        foreign
      )
      const everything = yield* walk(1000)
      for (const id of ids) assert.strictEqual(everything.get(id), id === alone ? null : 77, id)
      assert.strictEqual(everything.get(student[0]), 78)
      assert.strictEqual(everything.get(student[1]), null)
      assert.isTrue(everything.has("legacy-1"))
      assert.isFalse(everything.has("legacy-2"))
      assert.isFalse(everything.has("c-17"))
      for (const limit of [1, 7]) assert.deepStrictEqual(yield* walk(limit), everything)
      const after = yield* walk(3, ids.at(-2))
      assert.deepStrictEqual([...after.keys()], [...everything.keys()].filter((id) => id > (ids.at(-2) ?? "")))
    }))

  it.effect("all associations are found, by date", () =>
    Effect.gen(function*() {
      const [set] = freshSets(1)
      if (set === undefined) return assert.fail("one is needed")
      yield* (yield* StudentRecords).put([set], "newer")
      yield* query(
        `INSERT INTO student_school_associations (student_unique_id, school_id, entry_date, entry_grade_level_descriptor)
          VALUES ($1, $2, '2025-02-01', 'Sixth grade')`,
        set.student.student_unique_id,
        set.school.school_id
      )
      const [first] = set.associations
      const second = { ...first, entry_date: "2025-02-01", entry_grade_level_descriptor: "Sixth grade" }
      const unsaid = { entry_type_descriptor: null, school_year: null, primary_school: null }
      assert.deepStrictEqual(yield* findOne(set), {
        ...stored(set),
        associations: [first, { ...second, ...unsaid }] as never
      })
      yield* query(
        "DELETE FROM student_school_associations WHERE student_unique_id = $1",
        set.student.student_unique_id
      )
      assert.deepStrictEqual(yield* findOne(set), { ...stored(set), associations: [] })
    }))
}
