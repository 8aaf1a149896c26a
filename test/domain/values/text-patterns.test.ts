import { assert, describe, it } from "@effect/vitest"
import { Option, Schema } from "effect"
import { EmailAddress } from "../../../src/domain/values/email-address.ts"
import { emailPattern, linePattern, namePattern, prosePattern } from "../../../src/domain/values/text-patterns.ts"
import { line, personName, phone, prose } from "../../../src/domain/values/text.ts"

const rules = {
  line: [line(75), linePattern],
  prose: [prose(75), prosePattern],
  phone: [phone, linePattern],
  personName: [personName, namePattern]
} as const

/** Each character of the Basic Multilingual Plane, and beyond it those that cannot be seen and some that can be. */
const characters = [...Array(0x1_0000).keys(), ...Array.from({ length: 0x2_0000 }, (_, at) => 0x1_0000 + at * 7)]
  .filter((code) => code < 0x11_0000)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => character.length === 1 || /\p{Cf}|\p{L}|\p{S}/u.test(character))

/** Alone, inside, at the ends, and around joiners. */
const around = (character: string) => [character, `a${character}b`, `${character}a`, `a${character}`]
const joined = [
  "ب\u200Cب",
  "क्\u200Dष",
  "ന്\u200D",
  "a\u200C b",
  "\u200Ca",
  "a\u200C",
  "1\u200Db",
  "क्\u200Dष\u200Dक",
  "ന്\u200D."
]

describe.each(Object.entries(rules))("the pattern of a %s", (_, [rule, source]) => {
  const pattern = new RegExp(source, "u")
  const decode = Schema.decodeUnknownOption(rule)

  it("allows nothing that the rule refuses, and whatever the rule keeps as it is", () => {
    const wrong = [...characters.flatMap(around), ...joined].filter((text) => {
      const kept = Option.getOrUndefined(decode(text))
      return pattern.test(text) ? kept === undefined : kept === text
    })
    assert.deepStrictEqual(wrong.map((text) => JSON.stringify(text)).slice(0, 20), [])
  })
})

describe("the pattern of an e-mail address", () => {
  const pattern = new RegExp(emailPattern, "u")
  const decode = Schema.decodeUnknownOption(EmailAddress)

  it("allows nothing that the rule refuses, and whatever the rule keeps of one plane", () => {
    const texts = characters.flatMap((c) => [`a${c}b@example.test`, `a@exa${c}mple.test`])
    const wrong = texts.filter((text) => {
      const kept = Option.getOrUndefined(decode(text))
      return pattern.test(text) ? kept === undefined : kept === text && text.length === [...text].length
    })
    assert.deepStrictEqual(wrong.map((text) => JSON.stringify(text)).slice(0, 20), [])
  })
})
