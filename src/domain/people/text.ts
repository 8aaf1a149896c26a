import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"

const normalized = SchemaTransformation.transform<string, string>({
  decode: (text) => text.normalize("NFC").trim(),
  encode: (text) => text
})

const withoutControls = (allowed: RegExp) =>
  Schema.makeFilter((text: string) => text.isWellFormed() && !allowed.test(text), refuses("not_printable"))

/** Length in code points, as PostgreSQL counts `varchar(n)`. */
const atMost = (max: number) => Schema.isBetweenCodePoints(1, max, refuses("too_long", { max }))

const filled = Schema.makeFilter((text: string) => text.length > 0, refuses("required"))

const refined = (target: Schema.Codec<string, string>) => Schema.String.pipe(Schema.decodeTo(target, normalized))

/** One line: NFC, trimmed, not empty, no control character, no lone surrogate; length in code points after NFC. */
export const line = (max: number) => refined(Schema.String.check(filled, atMost(max), withoutControls(/\p{Cc}/u)))

/** Several lines: as `line`, but tabs and line breaks are kept. */
export const prose = (max: number) =>
  // oxlint-disable-next-line no-control-regex -- U+0000 and its like are exactly what PostgreSQL and people refuse
  refined(Schema.String.check(filled, atMost(max), withoutControls(/(?![\t\n\r])\p{Cc}/u)))

/** Names of people: a deny-list (controls, markup, direction marks, nothing but digits and signs), never an allow-list. */
export const personName = refined(
  Schema.String.check(
    filled,
    atMost(75),
    withoutControls(/\p{Cc}/u),
    Schema.makeFilter(
      (name: string) => /\p{L}/u.test(name) && !/[<>{}[\]\\\u202A-\u202E\u2066-\u2069]/u.test(name),
      refuses("not_a_name")
    )
  )
)
