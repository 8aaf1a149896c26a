import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import { username } from "../../../src/domain/student/username.ts"
import { integer, oneOf, pick } from "../../fixtures/arbitrary-values.ts"

const texts = oneOf(
  Arbitrary.schema(Schema.String),
  pick([
    "José",
    "Núñez",
    "O’Brien",
    "李",
    "İpek",
    "--",
    "-a-",
    "Anne  Marie",
    "ﬁn",
    "ẞ",
    "123",
    "x".repeat(40),
    "a".repeat(29) + " b"
  ])
)

describe("usernames", () => {
  it.each([
    ["Ada", "Lovelace", "ada.lovelace.7"],
    ["José", "Núñez", "jose.nunez.7"],
    ["Øystein", "Æbelø", "oystein.aebelo.7"],
    ["Łukasz", "Groß", "lukasz.gross.7"],
    ["Għajn", "Ħaż", "ghajn.haz.7"],
    ["Əliyev", "Ɛɖɔ", "eliyev.edo.7"],
    ["Ɗan", "Ƙwarai", "dan.kwarai.7"],
    ["Anne  Marie", "Núñez-García", "anne-marie.nunez-garcia.7"],
    ["Shaquille", "O’Neal", "shaquille.oneal.7"],
    ["Ada", "李", "ada.7"],
    ["李", "Lovelace", "lovelace.7"],
    ["李", "李", "student.7"],
    ["4", "Ada 2", "ada-2.7"],
    ["x".repeat(40), "y".repeat(40), `${"x".repeat(30)}.${"y".repeat(30)}.7`],
    ["a".repeat(29) + " b", "c", `${"a".repeat(29)}.c.7`]
  ])("%s %s is %s", (first, last, name) => assert.strictEqual(username(first, last, 7), name))

  it("lose no Latin letter", () => {
    for (let code = 0x41; code <= 0x24f; code++) {
      const letter = String.fromCodePoint(code)
      if (/\p{Script=Latin}/u.test(letter) && !/[ªºƻǀ-ǃɁɂ]/.test(letter)) {
        assert.match(username(letter, "", 7), /^[a-z]+\.7$/, letter)
        assert.notStrictEqual(username(letter, "", 7), "student.7", letter)
      }
    }
  })

  it.prop("are lower case ASCII, each part at most 30 long, and end with the usi, whatever the name", [
    texts,
    texts,
    integer(0, 2 ** 52)
  ], ([first, last, usi]) => {
    const parts = username(first, last, usi).split(".")
    assert.isTrue(parts.length === 2 || parts.length === 3)
    assert.strictEqual(parts.pop(), `${usi}`)
    for (const part of parts) {
      assert.match(part, /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/)
      assert.match(part, /[a-z]/)
    }
  }, { arbitrary: { runs: 300 } })
})
