import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result, Schema } from "effect"
import { EmailAddress } from "../../../src/domain/values/email-address.ts"
import { decodeStrictly } from "../../../src/domain/values/field-problems.ts"
import { integer, oneOf, pick } from "../../fixtures/arbitrary-values.ts"

const decode = Schema.decodeUnknownResult(EmailAddress)
const character = Arbitrary.map(integer(0x21, 0x2fff), (codePoint) => String.fromCodePoint(codePoint))
const read = (text: unknown) => Result.getOrUndefined(decode(text))

describe("e-mail addresses", () => {
  it("are trimmed and folded to lower case: two spellings are one person", () => {
    assert.strictEqual(read(" Ann.Lovelace@Example.TEST\n"), "ann.lovelace@example.test")
    assert.strictEqual(read("Jose\u0301@exa\u0308mple.test"), "josé@xn--exmple-cua.test")
    assert.strictEqual(read("ann+tsa@mail.example.test"), "ann+tsa@mail.example.test")
  })

  it("name one mailbox, whether its host is written in its own letters or as punycode", () => {
    assert.strictEqual(read("x@München.example"), "x@xn--mnchen-3ya.example")
    assert.strictEqual(read("x@xn--mnchen-3ya.example"), "x@xn--mnchen-3ya.example")
  })

  it.each([
    "name\u200B@example.test",
    "name@exam\u00ADple.test",
    "na\u202Dme@example.test",
    "na\u200Dme@example.test",
    "na\u115Fme@example.test",
    "na\u2800me@example.test"
  ])(
    "%j, which holds a character that nobody sees, is told so",
    (text) =>
      assert.deepStrictEqual(Result.getOrThrow(Result.flip(decodeStrictly(EmailAddress)(text))), [
        { pointer: "", code: "invisible_character" }
      ])
  )

  it("lose what cannot be seen at their ends", () =>
    assert.strictEqual(read("\u202D\uFEFF\u3164ann@example.test\u202C\u200B"), "ann@example.test"))

  it("have a name that can be seen", () => assert.isUndefined(read("\u115F@example.test")))

  it.prop("hold nothing invisible, and are read as themselves again, whatever was typed", [
    Arbitrary.array(
      oneOf(
        pick([..."aJİßǅ\u030C\u0307\u0301@..-", "\u00AD", "\u200B", "\u200D", "\uFEFF", "\u115F", "\u2800", "xn--"]),
        character
      ),
      {
        maxLength: 12
      }
    ),
    pick(["@example.test", "@münchen.example", "@EXAMPLE.test", ""])
  ], ([parts, host]) => {
    const once = read(parts.join("") + host)
    if (once === undefined) return
    assert.notMatch(once, /[\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/u)
    assert.strictEqual(read(once), once)
  }, { arbitrary: { runs: 2000 } })

  it("J with a caron is the same however often it is read", () =>
    assert.strictEqual(read(read("J\u030C@example.test")), read("J\u030C@example.test")))

  it("are at most 128 characters", () => {
    assert.isDefined(read(`${"a".repeat(115)}@example.test`))
    assert.isUndefined(read(`${"a".repeat(117)}@example.test`))
  })

  it.each([
    "",
    "ann",
    "@example.test",
    "ann@",
    "ann@example",
    "ann@.test",
    "ann@example..test",
    "ann@example.test.",
    "a b@example.test",
    "a@b@example.test",
    "<ann@example.test>",
    "ann@example.test,bob@example.test",
    "ann\u0000@example.test",
    "ann@exam\u0007ple.test",
    "\ud800@example.test",
    '"ann"@example.test',
    "ann@example.test\r\nBcc: all@example.test",
    "ann@-example.test",
    "ann@example-.test",
    `ann@${"x".repeat(70)}.test`,
    "ann@example.123",
    "ann@127.0.0.1",
    "ann@exam_ple.test",
    "ann@example.test/path",
    "ann@example.test:25",
    "ann@exam%70le.test",
    "A\uFFFDnn@example.test",
    5,
    null,
    undefined,
    {}
  ])("%j is refused", (text) => assert.isUndefined(read(text)))
})
