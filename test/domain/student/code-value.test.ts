import { assert, describe, it } from "@effect/vitest"
import { codeValueOf, ignoringCase } from "../../../src/domain/student/code-value.ts"

describe("code values", () => {
  it("are given as themselves or as a descriptor's URI, of any namespace", () => {
    assert.strictEqual(codeValueOf(" Fifth grade "), "Fifth grade")
    assert.strictEqual(codeValueOf("uri://ed-fi.org/GradeLevelDescriptor#Fifth grade"), "Fifth grade")
    assert.strictEqual(codeValueOf("uri://tea.texas.gov/GradeLevelDescriptor#05"), "05")
    assert.strictEqual(codeValueOf("C#"), "C#")
  })

  it("are found whatever the case, under their own and other names", () => {
    const find = ignoringCase(["White", "Asian"], { "Far Eastern": "Asian" })
    assert.deepStrictEqual(["WHITE", "asian", "far eastern", "x", ""].map(find), [
      "White",
      "Asian",
      "Asian",
      undefined,
      undefined
    ])
  })
})
