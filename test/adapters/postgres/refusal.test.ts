import { assert, describe, it } from "@effect/vitest"
import { problemsOf } from "../../../src/adapters/postgres/refusal.ts"
import { recordSet } from "../../fixtures/record-sets.ts"

describe("what PostgreSQL refuses", () => {
  it.each(
    [
      ["22001", "last_name", "/student_info/last_name", "too_long"],
      ["22021", "first_name", "/student_info/first_name", "unreadable_text"],
      ["22008", "birth_date", "/student_info/birth_date", "invalid_date"],
      ["22003", "deposit_amount", "", "out_of_range"],
      ["23502", "first_name", "/student_info/first_name", "required"],
      ["23503", "school_id", "", "unknown_reference"],
      ["23514", "enrollment_id", "", "not_allowed"],
      ["22P00", "family_name", "/student_info/last_name", "invalid_value"]
    ] as const
  )("SQLSTATE %s in column %s is told at %j as %s", (code, column, pointer, told) => {
    const problems = problemsOf(recordSet(1), { code, column } as never)
    assert.deepStrictEqual(problems.map((each) => [each.pointer, each.code]), [[pointer, told]])
  })
})
