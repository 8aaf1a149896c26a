import { assert, describe, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"
import type { FieldCode, FieldParams } from "../../../src/domain/words/field-codes.ts"
import { fieldNames } from "../../../src/domain/words/field-names.ts"
import { languages } from "../../../src/domain/words/language.ts"
import { problemCodes } from "../../../src/domain/words/problem-codes.ts"
import { recordCodes, recordProblem, recordProblemIn } from "../../../src/domain/words/record-words.ts"
import { tellProblem } from "../../../src/domain/words/tell-problem.ts"
import { fieldCodes, tell } from "../../../src/domain/words/tell.ts"
import { document } from "../../security/document.ts"

/** The parameters of each code that has any. */
const params: { readonly [C in FieldCode]?: FieldParams[C] } = {
  wrong_type: { expected: "text" },
  too_long: { max: 75 },
  too_many: { max: 20 },
  out_of_range: { min: 0, max: 100 },
  too_precise: { decimals: 3 },
  not_in_list: { allowed: ["email", "phone", "text"] },
  school_year_too_short: { days: 90 },
  date_too_far: { min: "2023-12-11", max: "2025-12-11" },
  age_for_grade: { min: 5, max: 15 }
}

const pointers = [...Object.keys(fieldNames).map((name) => `/${name}`), "", "/nowhere", "/emergency_contacts/0/phone"]

const machineWords = /\d{4}-\d{2}-\d{2}|YYYY|HH:mm|undefined|\[object|[{}~]|\w_\w|\/\w+\//

const isForPeople = (sentence: string): boolean =>
  /^[\p{Lu}¿¡].*[.?!]$/su.test(sentence) && !machineWords.test(sentence)

describe.each(languages)("in %s", (language) => {
  it.each(fieldCodes)("%s is told in a sentence for people, whatever the field", (code) => {
    for (const pointer of pointers) {
      for (const child of ["Ada", undefined]) {
        assert.isTrue(
          isForPeople(tell({ code, pointer, ...params[code] && { params: params[code] } }, language, child)),
          pointer
        )
      }
    }
  })

  it.each(problemCodes)("%s has a title, and what it says is a sentence for people", (code) => {
    const about = { status: "withdrawn", condition: "deposit", requested: 5, expected: 4, step: 4, most: "256 KiB" }
    const more = { allow: "GET", what: "type", reason: "invited", is_named: true, person_id: "p-1" }
    const { detail, title } = tellProblem(code, { ...about, ...more }, language)
    assert.match(title, /^[\p{Lu}¿]/u)
    if (detail !== undefined && code !== "unsupported-media-type") assert.isTrue(isForPeople(detail), detail)
  })

  it.each(recordCodes)(
    "%s of refused records is told",
    (code) => assert.isTrue(isForPeople(recordProblemIn(recordProblem("", code), language).message))
  )
})

describe("every code", () => {
  it("is told otherwise in Spanish than in English", () => {
    for (const code of fieldCodes) {
      const problem = { code, pointer: "/reason", ...params[code] && { params: params[code] } }
      assert.notStrictEqual(tell(problem, "en"), tell(problem, "es"), code)
    }
    for (const code of problemCodes) {
      assert.notStrictEqual(tellProblem(code, {}, "en").title, tellProblem(code, {}, "es").title, code)
    }
    for (const [field, names] of Object.entries(fieldNames)) assert.notStrictEqual(names.en, names.es, field)
  })

  it("is in the document of the API", () => {
    const problem = JSON.stringify(document.schemas["Problem"])
    for (const code of [...fieldCodes, ...recordCodes]) assert.include(problem, `"${code}"`)
    for (const code of problemCodes) assert.include(problem, `"/problems/${code}"`)
  })

  it("is met in a test of what it is about", () => {
    const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.includes("every-code"))
      .map((path) => readFileSync(`test/${path}`, "utf8"))
      .join("\n")
    const isMet = (code: string) => new RegExp(`\\b${code}\\b`).test(tests)
    assert.deepStrictEqual([...fieldCodes, ...recordCodes, ...problemCodes].filter((code) => !isMet(code)), [])
  })
})
