import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { EmailAddress } from "../../../src/domain/people/email-address.ts"

const decode = Schema.decodeUnknownResult(EmailAddress)
const read = (text: unknown) => Result.getOrUndefined(decode(text))

describe("e-mail addresses", () => {
  it("are trimmed and folded to lower case: two spellings are one person", () => {
    assert.strictEqual(read(" Ann.Lovelace@Example.TEST\n"), "ann.lovelace@example.test")
    assert.strictEqual(read("Jose\u0301@exa\u0308mple.test"), "josé@exämple.test")
    assert.strictEqual(read("ann+tsa@mail.example.test"), "ann+tsa@mail.example.test")
  })

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
    5,
    null,
    undefined,
    {}
  ])("%j is refused", (text) => assert.isUndefined(read(text)))
})
