import { assert, describe, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { Races, races } from "../../../src/domain/student/race.ts"
import { decodeStrictly } from "../../../src/domain/values/field-problems.ts"
import { pick } from "../../fixtures/arbitrary-values.ts"
import { publishedCodeValues, reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(Races)

describe("races", () => {
  it("are those of Ed-Fi's RaceDescriptor", () => {
    assert.lengthOf(races, 9)
    assert.deepStrictEqual([...races].sort(), publishedCodeValues("RaceDescriptor") ?? [...races].sort())
  })

  it.each([
    [["White", "Asian"], ["Asian", "White"]],
    [["white", "WHITE", " White "], ["White"]],
    [["American Indian - Alaska Native"], ["American Indian or Alaska Native"]],
    [["Black - African American"], ["Black or African American"]],
    [["Native Hawaiian - Pacific Islander"], ["Native Hawaiian or Pacific Islander"]],
    [["Black - African American", "Black or African American"], ["Black or African American"]],
    [["uri://ed-fi.org/RaceDescriptor#Asian"], ["Asian"]],
    [["Two or more races", "White", "Asian"], ["Asian", "White"]],
    [["White", "two or more", "Black - African American"], ["Black or African American", "White"]],
    [[], []]
  ])("%j means %j", (given, meant) => assert.deepStrictEqual<unknown>(read(given), meant))

  it.each([[["Two or more races"]], [["Two or more"]], [["White", "Two or more races"]]])(
    "%j is asked back",
    (given) => {
      const decoded = decodeStrictly(Races)(given)
      assert.deepStrictEqual(decoded._tag === "Failure" ? decoded.failure : [], [
        { pointer: "", code: "races_unspecified" }
      ])
    }
  )

  it("choosing not to respond goes with no other", () => {
    assert.deepStrictEqual<unknown>(read(["Choose Not to Respond"]), ["Choose Not to Respond"])
    const decoded = decodeStrictly(Races)(["Asian", "choose not to respond"])
    assert.deepStrictEqual(decoded._tag === "Failure" ? decoded.failure : [], [{
      pointer: "",
      code: "races_contradict"
    }])
  })

  it.each([[["Martian"]], [["White", ""]], [["White", "Martian", "Two or more races"]], ["White"], [[5]], [
    Array(21).fill("White")
  ]])(
    "%j is refused",
    (given) => assert.isUndefined(read(given))
  )

  it.prop(
    "are sorted, each once, in whatever order they are named",
    [Arbitrary.array(pick(races), { maxLength: 20 })],
    ([given]) => {
      const named = [...new Set<string>(given)].sort()
      const isContradiction = named.includes("Choose Not to Respond") && named.length > 1
      assert.deepStrictEqual<unknown>(read(given), isContradiction ? undefined : named)
    }
  )
})
