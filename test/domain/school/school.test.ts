import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { School } from "../../../src/domain/school/school.ts"
import { austin } from "../../fixtures/enrollment-walk.ts"

const decode = Schema.decodeUnknownResult(School)

describe("School", () => {
  it("is what Ed-Fi allows", () => {
    assert.deepStrictEqual(decode({ ...austin, name_of_institution: " TSA Austin " }), Result.succeed(austin))
    assert.isTrue(
      Result.isSuccess(decode({ ...austin, school_id: 2_147_483_647, name_of_institution: "é".repeat(75) }))
    )
  })

  it.each([
    { school_id: 0 },
    { school_id: 1.5 },
    { school_id: 2_147_483_648 },
    { name_of_institution: "x".repeat(76) },
    { name_of_institution: " " }
  ])(
    "%j is refused",
    (change) => assert.isTrue(Result.isFailure(decode({ ...austin, ...change })))
  )
})
