import { assert, describe, it } from "@effect/vitest"
import { BirthSex, birthSexes } from "../../../src/domain/student/birth-sex.ts"
import { publishedCodeValues, reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(BirthSex)

describe("birth sex", () => {
  it("is one of three code values of Ed-Fi's SexDescriptor", () => {
    assert.deepStrictEqual(birthSexes, ["Female", "Male", "Not Selected"])
    assert.includeMembers([...publishedCodeValues("SexDescriptor") ?? birthSexes], [...birthSexes])
  })

  it.each([["female", "Female"], [" MALE ", "Male"], ["uri://ed-fi.org/SexDescriptor#Not Selected", "Not Selected"]])(
    "%s means %s",
    (text, sex) => assert.strictEqual(read(text), sex)
  )

  it.each(["f", "other", "uri://ed-fi.org/SexDescriptor#", 1, null])(
    "%j is refused",
    (text) => assert.isUndefined(read(text))
  )
})
