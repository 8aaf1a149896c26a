import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { StudentIdentity } from "../../../src/domain/enrollment/enrollment.ts"
import { identityAt, studentUsi } from "../../../src/domain/enrollment/identity.ts"
import { dayFrom, suffixes } from "../../fixtures/arbitrary-values.ts"
import { begun, stepData } from "../../fixtures/enrollment-walk.ts"

const keyFor = (day: string, suffix: string) => `${day.replaceAll("-", "")}-${suffix}`
const days = dayFrom("2020-01-01", 8035)

describe("studentUsi", () => {
  it.prop(
    "another day or another suffix is another number; the same are the same",
    [days, days, suffixes, suffixes],
    ([day, otherDay, suffix, otherSuffix]) => {
      const usi = studentUsi(keyFor(day, suffix))
      assert.strictEqual(studentUsi(keyFor(day, suffix)), usi)
      assert.isTrue(Number.isSafeInteger(usi) && usi >= 0)
      if (day !== otherDay) assert.notStrictEqual(studentUsi(keyFor(otherDay, suffix)), usi)
      if (suffix !== otherSuffix) assert.notStrictEqual(studentUsi(keyFor(day, otherSuffix)), usi)
      if (day !== otherDay || suffix !== otherSuffix) {
        assert.notStrictEqual(
          studentUsi(keyFor(otherDay, otherSuffix)),
          usi
        )
      }
    },
    { arbitrary: { runs: 300 } }
  )

  it("is days since 2020-01-01 times 2^40 plus the suffix, below 2^53 on every day before 2042", () => {
    assert.strictEqual(studentUsi("20200101-00000000"), 0)
    assert.strictEqual(studentUsi("20200101-ZZZZZZZZ") + 1, studentUsi("20200102-00000000"))
    assert.isBelow(studentUsi("20411231-ZZZZZZZZ"), 2 ** 53)
  })
})

describe("identityAt", () => {
  it("takes the days in the school's zone, and the start and school year from them", () => {
    assert.deepStrictEqual(identityAt(begun(), stepData[4], "2025-07-02T03:00:00.000Z"), {
      student_unique_id: "TSA-STU-20241208-ABC12345",
      student_usi: studentUsi("20241208-ABC12345"),
      username: `ada.lovelace.${studentUsi("20241208-ABC12345")}`,
      entry_date: "2025-07-01",
      school_year: 2026,
      expected_start_date: "2025-08-15",
      registered_at: "2025-07-02T03:00:00.000Z"
    })
  })

  it.prop("is well formed, and the same when it is made again", [suffixes], ([suffix]) => {
    const make = () => identityAt(begun({}, suffix), stepData[4], "2024-12-12T03:00:00.000Z")
    assert.isTrue(Schema.is(StudentIdentity)(make()))
    assert.deepStrictEqual(make(), make())
  }, { arbitrary: { runs: 30 } })
})
