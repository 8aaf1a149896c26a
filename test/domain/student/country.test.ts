import { assert, describe, it } from "@effect/vitest"
import { Country } from "../../../src/domain/student/country.ts"
import { combinations, publishedCodeValues, reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(Country)

describe("countries", () => {
  it("are the 249 of Ed-Fi's CountryDescriptor, and no other two letters", () => {
    const known = combinations("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2).filter((code) => read(code) === code)
    assert.lengthOf(known, 249)
    assert.deepStrictEqual(known, publishedCodeValues("CountryDescriptor") ?? known)
  })

  it("are read in any case and from a URI", () => {
    assert.strictEqual(read("us"), "US")
    assert.strictEqual(read("uri://ed-fi.org/CountryDescriptor#MX"), "MX")
  })

  it.each(["USA", "United States", "united states of america", "Estados Unidos"])(
    "%s is the United States",
    (text) => assert.strictEqual(read(text), "US")
  )
  it.each(["Mexico", "México", "MEX", "mx"])("%s is Mexico", (text) => assert.strictEqual(read(text), "MX"))
  it.each(["Texas", "", "-", "X"])("%j is none", (text) => assert.isUndefined(read(text)))
})
