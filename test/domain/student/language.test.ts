import { assert, describe, it } from "@effect/vitest"
import { Language } from "../../../src/domain/student/language.ts"
import { combinations, publishedCodeValues, reader } from "../../fixtures/edfi-descriptors.ts"

const read = reader(Language)

describe("languages", () => {
  it("are the 484 of Ed-Fi's LanguageDescriptor, and no other three letters", () => {
    const known = combinations("abcdefghijklmnopqrstuvwxyz", 3).filter((code) => read(code) === code)
    assert.lengthOf(known, 484)
    assert.deepStrictEqual(known, publishedCodeValues("LanguageDescriptor") ?? known)
  })

  it("are read in any case and from a URI", () => {
    assert.strictEqual(read("SPA"), "spa")
    assert.strictEqual(read("uri://ed-fi.org/LanguageDescriptor#vie"), "vie")
  })

  it.each(["Spanish", "spa", "es", "Español", "CASTILIAN"])(
    "%s is Spanish",
    (text) => assert.strictEqual(read(text), "spa")
  )
  it.each(["German", "ger", "deu", "de"])("%s is German", (text) => assert.strictEqual(read(text), "ger"))
  it.each(["Klingonese", "", "-", "xx"])("%j is none", (text) => assert.isUndefined(read(text)))
})
