import { assert, describe, it } from "@effect/vitest"
import { cleanRun } from "./clean-run.ts"
import type { Dump, Row } from "./history.ts"
import { recordsOf } from "./record-invariants.ts"

/** Returns the clean run's dump with its child erased in both stores. */
const erased = (): Dump => {
  const { dump } = cleanRun()
  const closure = { status: "erased", at: "2026-01-01T00:00:00.000Z", on: "2026-01-01" } as const
  const tombstone = (row: Row) => ({
    student_unique_id: row["student_unique_id"],
    enrollment_id: row["enrollment_id"],
    enrollment_version: 99,
    enrollment_status: "erased"
  })
  return {
    ...dump,
    enrollments: dump.enrollments.map((enrollment) => ({ ...enrollment, closure })),
    rows: {
      students: [],
      student_school_associations: [],
      tsa_student_extensions: dump.rows.tsa_student_extensions.map(tombstone),
      users: []
    }
  }
}

describe("the history of an erased child", () => {
  it("is right with a tombstone alone, and with no row at all", () => {
    const dump = erased()
    assert.deepStrictEqual(recordsOf(dump), [])
    assert.deepStrictEqual(recordsOf({ ...dump, rows: { ...dump.rows, tsa_student_extensions: [] } }), [])
  })

  it("is wrong (I5) with any row beside the tombstone, or with a row that is none", () => {
    const [dump, before] = [erased(), cleanRun().dump.rows]
    for (const table of ["students", "student_school_associations", "users", "tsa_student_extensions"] as const) {
      const found = recordsOf({ ...dump, rows: { ...dump.rows, [table]: before[table] } })
      assert.deepStrictEqual([...new Set(found.map(({ invariant }) => invariant))], [5], table)
    }
  })

  it("is wrong (I1) where the enrollment is not erased", () => {
    const { enrollments } = cleanRun().dump
    assert.include(recordsOf({ ...erased(), enrollments }).map(({ invariant }) => invariant), 1)
  })
})
