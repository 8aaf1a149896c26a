import { assert, describe, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { isMailboxOf, isReadBy, mailboxOf, readerOf } from "../../../src/domain/values/mailbox.ts"
import { pick } from "../../fixtures/arbitrary-values.ts"

const letters = (minLength: number) =>
  Arbitrary.map(
    Arbitrary.array(pick([..."aZ9.é\u0308\u030CJßİǅ李"]), { minLength, maxLength: 8 }),
    (characters) => characters.join("")
  )
const hosts = pick(["example.test", "Mail.Example.TEST", "münchen.example", "MU\u0308NCHEN.example", "例え.example"])
const addresses = Arbitrary.map(Arbitrary.all([letters(1), hosts]), ([local, host]) => `${local}@${host}`)

describe("a mailbox", () => {
  it.prop("is the same however often it is looked at, and in whatever case and form it is written", [addresses], ([
    address
  ]) => {
    const mailbox = mailboxOf(address)
    assert.strictEqual(mailboxOf(mailbox), mailbox)
    for (const spelled of [address.toLowerCase(), address.normalize("NFD"), address.normalize("NFC")]) {
      assert.isTrue(isMailboxOf(spelled, [address]), spelled)
    }
    assert.isTrue(isReadBy(address, [address.normalize("NFD")]))
  })

  it.prop("is read by whoever reads it without its tag", [addresses, letters(0)], ([address, tag]) => {
    const at = address.lastIndexOf("@")
    const tagged = `${address.slice(0, at)}+${tag}${address.slice(at)}`
    assert.isTrue(isReadBy(tagged, [address]), tagged)
    assert.strictEqual(readerOf(readerOf(tagged)), readerOf(tagged))
  })

  it.each([
    ["bob@münchen.example", "bob@xn--mnchen-3ya.example", true, true],
    ["J\u030C@example.test", "\u01F0@example.test", true, true],
    ["bob+school@example.test", "bob@example.test", false, true],
    ["+bob@example.test", "@example.test", false, false],
    ["bob@school.example", "bob@school.example/é.test", false, false],
    ["bob@school.example", "bob.b@school.example", false, false],
    ["bob@school.example", "bob@mail.school.example", false, false]
  ])("%s and %s: the same %s, read by the same %s", (one, other, isSame, isSameReader) => {
    assert.strictEqual(isMailboxOf(one, [other]), isSame)
    assert.strictEqual(isReadBy(one, [other]), isSameReader)
  })
})
