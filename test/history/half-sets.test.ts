import { assert, describe, it } from "@effect/vitest"
import { recordSet } from "../fixtures/record-sets.ts"
import { halfSetReader } from "./half-sets.ts"

const stored = (version: number) => {
  const { school: _, ...rows } = recordSet(1, { version })
  return { student_unique_id: rows.student.student_unique_id, ...rows, erased: false }
}

describe("the reader of half sets", () => {
  it("has nothing to say of whole ones that rise, and says what it saw", () => {
    const { look, seen } = halfSetReader()
    assert.deepStrictEqual([5, 5, 6].flatMap((version) => look([stored(version)])), [])
    assert.deepStrictEqual(seen(), { readings: 3, sets: 1 })
  })

  it("reports a half set, and a version that goes back", () => {
    const { look } = halfSetReader()
    assert.deepStrictEqual(look([{ ...stored(5), user: null }]).map(({ invariant }) => invariant), [2])
    assert.deepStrictEqual(look([stored(4)]).map(({ invariant }) => invariant), [14])
  })
})
