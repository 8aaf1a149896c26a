import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { line, personName, prose } from "../../../src/domain/people/text.ts"
import { integer } from "../arbitrary-values.ts"

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
