import { Arbitrary } from "effect"
import { integer, oneOf, pick } from "./arbitrary-values.ts"

type Text = Arbitrary.Arbitrary<string>

/** NFC makes three code points of the first, two of the second, one of the third; the last is two UTF-16 units. */
const longest = (max: number): ReadonlyArray<string> => [
  "\uFB2C".repeat(Math.floor(max / 3)),
  "\u0958".repeat(Math.floor(max / 2)),
  "e\u0301".repeat(max),
  "\u{20BB7}".repeat(max)
]

const nameParts = pick([
  "Ada",
  "O’Brien",
  "'t Hooft",
  "李",
  "Núñez-García",
  "Nguyễn",
  "محمد",
  "Ольга",
  "ナオミ",
  "Ǆemal",
  "Zoe\u0308",
  "\uFB2Cara",
  "\u0958bir",
  "\u{20BB7}野",
  "Øystein",
  "İpek",
  "ﬁn",
  "각",
  "แก้ว",
  "ᐃᓄᒃ",
  "J.",
  "Ada 🌟",
  "Xiuhpōpōca",
  "d’",
  "ẞ"
])

export const names: Text = oneOf(
  Arbitrary.map(Arbitrary.array(nameParts, { minLength: 1, maxLength: 4 }), (parts) => parts.join(" ")),
  Arbitrary.map(nameParts, (part) => `  ${part}\t\n`),
  pick(longest(75))
)

/** Assigned or not, every scalar value but controls and surrogates. */
const character = Arbitrary.map(
  oneOf(
    integer(0x20, 0x7e),
    integer(0xa0, 0x2fff),
    integer(0x3000, 0xd7ff),
    integer(0xe000, 0xfffc),
    integer(0x10000, 0x10fffd)
  ),
  (codePoint) => String.fromCodePoint(codePoint)
)

const oddLines = [
  "a b",
  " padded\u00a0",
  "5",
  "NULL",
  "\\N",
  "<b>bold</b>",
  "'; drop table students --",
  '{"a": [1]}'
]

/** At most `max` code points after NFC, which at most quadruples a character; its first letter keeps it filled. */
export const line = (max: number): Text =>
  oneOf(
    Arbitrary.map(Arbitrary.array(character, { maxLength: Math.floor(max / 4) - 1 }), (rest) => `x${rest.join("")}`),
    pick([...longest(max), "🏈".repeat(max), ...oddLines.filter((text) => text.length <= max)])
  )

export const prose = oneOf(line(2000), pick(["one\ntwo\r\n\tthree", "🌮".repeat(2000)]))
