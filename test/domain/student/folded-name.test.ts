import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import { foldedName } from "../../../src/domain/student/username.ts"
import { oneOf, pick } from "../../fixtures/arbitrary-values.ts"

const spellings = [
  ["O’Shea", "O'Shea", "o\u02BCshea", "O\u00B4Shea", "OShea", "O\u02BBSHEA"],
  ["Renée", "Rene\u0301e", "RENEE", "Ren\u00ADée", "renee\u200B"],
  ["Anne  Marie", "Anne-Marie", "anne\u2011marie", "Anne\u00A0Marie", " ANNE – MARIE "],
  ["Øystein", "øystein", "Oystein", "ØYSTEIN"],
  ["Groß", "Gross", "GROSS"],
  ["İpek", "Ipek", "ıpek"],
  ["ǿ", "ø\u0301", "o"],
  ["Αλέξανδρος", "ΑΛΕΞΑΝΔΡΟΣ"],
  ["Алёна", "Алена"],
  ["مُحَمَّد", "محمد"],
  ["ﬁn", "fin", "ｆｉｎ", "𝐟𝐈n"]
]
const different = [
  "李",
  "王",
  "Ada",
  "Adah",
  "सीता",
  "सति",
  "सत",
  "รัก",
  "รก",
  "かい",
  "がい",
  "عمر",
  "عمرو",
  "Ana",
  "Anna",
  "4",
  ""
]

const names = oneOf(Arbitrary.schema(Schema.String), pick([...spellings.flat(), ...different]))

describe("names that are compared", () => {
  it.each(spellings)(
    "%s is the same however it is spelled",
    (...all) => assert.lengthOf(new Set(all.map(foldedName)), 1, all.map(foldedName).join())
  )

  it("are told apart where a letter is another one, in every script", () =>
    assert.lengthOf(new Set(different.map(foldedName)), different.length))

  it.prop("are folded once and for all, in whatever form they come", [names], ([name]) => {
    const folded = foldedName(name)
    assert.strictEqual(foldedName(folded), folded)
    for (const form of ["NFC", "NFD"]) assert.strictEqual(foldedName(name.normalize(form)), folded)
    assert.strictEqual(foldedName(`  ${name.toLowerCase()}\u200B `), folded)
  })
})
