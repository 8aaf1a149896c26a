import { assert, describe, it } from "@effect/vitest"
import { StateAbbreviation, stateAbbreviations } from "../../../src/domain/student/state.ts"
import { publishedCodeValues, reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(StateAbbreviation)

describe("states", () => {
  it("are the 62 of Ed-Fi's StateAbbreviationDescriptor, each read as itself", () => {
    assert.lengthOf(stateAbbreviations, 62)
    assert.deepStrictEqual(
      [...stateAbbreviations].sort(),
      publishedCodeValues("StateAbbreviationDescriptor") ?? [...stateAbbreviations].sort()
    )
    for (const code of stateAbbreviations) {
      assert.match(code, /^[A-Z]{2}$/)
      assert.deepStrictEqual([read(code), read(code.toLowerCase())], [code, code])
    }
  })

  it.each([
    ["Texas", "TX"],
    ["  new   mexico ", "NM"],
    ["West Virginia", "WV"],
    ["District of Columbia", "DC"],
    ["Puerto Rico", "PR"],
    ["guam", "GU"],
    ["Armed Forces Pacific", "AP"],
    ["uri://ed-fi.org/StateAbbreviationDescriptor#TX", "TX"]
  ])("%s is %s", (text, code) => assert.strictEqual(read(text), code))

  it.each(["Tex", "Tejas", "XX", "Ontario", "T X", ""])("%j is refused", (text) => assert.isUndefined(read(text)))
})
