import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { decodeStrictly } from "../../../src/domain/values/field-problems.ts"
import { line, personName, phone, prose } from "../../../src/domain/values/text.ts"
import { integer, pick } from "../../fixtures/arbitrary-values.ts"

const read = (schema: Schema.Codec<string, string>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (text: unknown) => Result.getOrUndefined(decode(text))
}
const name = read(personName)

describe("names of people", () => {
  it.each(["O’Brien", "'t Hooft", "李", "Núñez-García", "J.", "Nguyễn Thị", "محمد", "X Æ A-12", "Ada 🌟", "\u{20BB7}"])(
    "%s is a name",
    (text) => assert.strictEqual(name(text), text)
  )

  it.each([
    "",
    "  ",
    "123",
    "4 5",
    "!",
    "🌟",
    "<b>",
    "Ada<script>",
    "{Ada}",
    "[Ada]",
    "A\\da",
    "Ada\u0000",
    "A\nda",
    "A\u007fda",
    "A\u0085da",
    "\ud800Ada",
    "Ada\udc00",
    "A\u202eda",
    "A\u2066da",
    "x".repeat(76),
    "\uFB2C".repeat(26),
    null,
    undefined,
    5,
    {},
    []
  ])("%j is refused", (text) => assert.isUndefined(name(text)))

  it("are trimmed and brought to NFC, and measured after it in code points", () => {
    assert.strictEqual(name("  Zoe\u0308\t"), "Zoë")
    assert.strictEqual(name("e\u0301".repeat(75)), "é".repeat(75))
    assert.strictEqual([...name("\uFB2C".repeat(25)) ?? ""].length, 75)
    assert.strictEqual(name("\u{20BB7}".repeat(75))?.length, 150)
    assert.isUndefined(name("\u{20BB7}".repeat(76)))
  })
})

describe("what nobody sees", () => {
  it.each(
    [
      ["Ada\u200B", "Ada"],
      ["\u202BAda\u202C", "Ada"],
      ["\uFEFF Ada \u200D", "Ada"],
      ["\u0645\u06CC\u200C\u062E\u0648\u0627\u0647", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647"],
      ["\u0D05\u0D28\u0D3F\u0D32\u0D4D\u200D", "\u0D05\u0D28\u0D3F\u0D32\u0D4D\u200D"],
      ["\u0D05\u0D28\u0D4D\u200D\u200B ", "\u0D05\u0D28\u0D4D\u200D"]
    ] as const
  )("at the ends of the name %j leaves %j", (typed, stored) => assert.strictEqual(name(typed), stored))

  it.each(["Love\u00ADlace", "A\u200Bda", "A\u202Eda", "A \u200Dda", "A\u2060da", "Ada\u3164B"])(
    "inside of the name %j is refused as that",
    (typed) =>
      assert.deepStrictEqual(Result.getOrThrow(Result.flip(decodeStrictly(personName)(typed))), [
        { pointer: "", code: "invisible_character" }
      ])
  )

  it("leaves a phone number, wherever it stands", () =>
    assert.strictEqual(read(phone)("\u202D+1 512\u00AD555\u200E0100\u202C"), "+1 5125550100"))

  it("stays in other texts, where emoji and flags are made of it, but for what turns the direction", () => {
    const flag = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
    const family = "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}"
    assert.strictEqual(read(prose(20))(`${flag} ${family}`), `${flag} ${family}`)
    assert.strictEqual(read(line(20))("a\u202Eb\u2066c\u200F"), "abc")
  })

  it.each(["\u200B", "\u00AD\u2060", "\u3164", "\u2800 "])("%j alone is nothing", (text) => {
    for (const schema of [personName, line(9), prose(9), phone]) {
      assert.deepStrictEqual(Result.getOrThrow(Result.flip(decodeStrictly(schema)(text))), [{
        pointer: "",
        code: "required"
      }])
    }
  })

  it("a letter that got lost on its way (U+FFFD) is told as that", () => {
    for (const schema of [personName, line(9), prose(9), phone]) {
      assert.deepStrictEqual(Result.getOrThrow(Result.flip(decodeStrictly(schema)("Jos\uFFFD1"))), [
        { pointer: "", code: "unreadable" }
      ])
    }
  })

  it.prop("is in no name but for joiners between letters, whatever was typed", [
    Arbitrary.array(
      pick([..."Aé م\u0D4D\u0301", "\u00AD", "\u200B", "\u200C", "\u200D", "\u202E", "\uFEFF", "\u3164"]),
      {
        maxLength: 9
      }
    )
  ], ([parts]) => {
    const once = name(parts.join(""))
    if (once === undefined) return
    assert.notMatch(once.replace(/(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])|(?<=\p{M})\u200D$/gu, ""), /\p{Cf}/u)
    assert.strictEqual(name(once), once)
  }, { arbitrary: { runs: 1000 } })
})

describe("line and prose", () => {
  it("a line has no line break, prose keeps line breaks and tabs", () => {
    assert.isUndefined(read(line(10))("a\nb"))
    assert.isUndefined(read(line(10))("a\tb"))
    assert.strictEqual(read(prose(10))("a\r\n\tb"), "a\r\n\tb")
  })

  it("both take markup, digits and emoji, and count code points", () => {
    assert.strictEqual(read(line(4))("<b>5"), "<b>5")
    assert.strictEqual(read(prose(3))("🏈🏈🏈"), "🏈🏈🏈")
    assert.isUndefined(read(line(3))("🏈🏈🏈🏈"))
  })

  it.prop("no control character and no lone surrogate passes, wherever it stands", [
    Arbitrary.map(integer(0, 65 + 2047), (n) => n < 32 ? n : n < 65 ? 0x7f + n - 32 : 0xd800 + n - 65)
  ], ([code]) => {
    const text = `a${String.fromCharCode(code)}b`
    assert.isUndefined(name(text))
    assert.isUndefined(read(line(9))(text))
    assert.strictEqual(read(prose(9))(text), "\t\n\r".includes(String.fromCharCode(code)) ? text : undefined)
  }, { arbitrary: { runs: 300 } })

  it.prop("what was accepted is accepted again and stays the same", [Schema.String], ([text]) => {
    const once = read(line(200))(text)
    if (once === undefined) return
    assert.strictEqual(read(line(200))(once), once)
    assert.strictEqual(once.normalize("NFC").trim(), once)
  })
})
