import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"
import { linePattern, namePattern, prosePattern } from "./text-patterns.ts"

/** What nobody sees: format characters, and letters that are blank. */
const invisible = "\\p{Cf}\\u115F\\u1160\\u2800\\u3164\\uFFA0"
const someVisible = new RegExp(`[^\\s${invisible}]`, "u")
const outerInvisible = new RegExp(`^[\\s${invisible}]+|[\\s${invisible}]+$`, "gu")
/** Malayalam names may end in a joiner after a mark. */
const innerInvisible = new RegExp(`[${invisible}]`, "u")
const joiner = /(?<=[\p{L}\p{M}])[\u200C\u200D](?=[\p{L}\p{M}])|(?<=\p{M})\u200D$/gu
const lastJoiner = /(?<=\p{M}\u200D)[^\p{L}\p{M}]*$/u

/** Whether nothing can be seen in a text. */
export const isBlank = (text: string): boolean => !someVisible.test(text)

/** Returns the text without what cannot be seen at its ends. A joiner after the last mark stays. */
export const withoutInvisibleEnds = (text: string): string => {
  const trimmed = text.replace(outerInvisible, "")
  return lastJoiner.test(text) && /\p{M}$/u.test(trimmed) ? `${trimmed}\u200D` : trimmed
}

/**
 * Whether something inside cannot be seen, apart from joiners between two letters: Persian, Indic and Malayalam names are spelled with
 * them.
 */
export const holdsInvisible = (text: string): boolean => innerInvisible.test(text.replace(joiner, ""))

const decoded = (decode: (text: string) => string) =>
  SchemaTransformation.transform<string, string>({ decode, encode: (text) => text })

/** Applies NFC, and applies it again after cleaning, which may have let neighbors meet. */
const normalized = (clean: (text: string) => string) => (text: string): string =>
  clean(text.normalize("NFC")).normalize("NFC")

const filled = Schema.makeFilter((text: string) => someVisible.test(text), {
  ...refuses("required"),
  toJsonSchema: () => ({ minLength: 1 })
})
const readable = Schema.makeFilter((text: string) => !text.includes("\uFFFD"), refuses("unreadable"))

/** The pattern is that of the whole text and includes all other rules. */
const printable = (controls: RegExp, pattern: string) =>
  Schema.makeFilter((text: string) => text.isWellFormed() && !controls.test(text), {
    ...refuses("not_printable"),
    toJsonSchema: () => ({ pattern })
  })

/** Length in code points, as PostgreSQL counts `varchar(n)`. */
const atMost = (max: number) => Schema.isMaxCodePoints(max, refuses("too_long", { max }))

const refined = (clean: (text: string) => string, target: Schema.Codec<string, string>) =>
  Schema.String.pipe(Schema.decodeTo(target, decoded(normalized(clean))))

/** Marks that turn the direction of what follows can make a text look like another one. */
const directed = (text: string): string => text.replace(/\p{Bidi_Control}/gu, "").trim()

/**
 * One line: NFC, trimmed, with something to be seen in it, no control character, no lone surrogate. The length is in code points after NFC.
 */
export const line = (max: number) =>
  refined(directed, Schema.String.check(filled, atMost(max), printable(/\p{Cc}/u, linePattern), readable))

/** Several lines: like `line`, but tabs and line breaks are kept. */
export const prose = (max: number) =>
  refined(
    directed,
    // oxlint-disable-next-line no-control-regex -- U+0000 and its like are exactly what PostgreSQL and people refuse
    Schema.String.check(filled, atMost(max), printable(/(?![\t\n\r])\p{Cc}/u, prosePattern), readable)
  )

/** A phone number as it was typed, at most 24 characters, without anything that cannot be seen. */
export const phone = refined(
  (text) => text.replace(/\p{Cf}/gu, "").trim(),
  Schema.String.check(filled, atMost(24), printable(/\p{Cc}/u, linePattern), readable)
)

/** Names of people: a deny-list (controls, markup, what cannot be seen, nothing but digits and signs), never an allow-list. */
export const personName = refined(
  withoutInvisibleEnds,
  Schema.String.check(
    filled,
    atMost(75),
    printable(/\p{Cc}/u, namePattern),
    readable,
    Schema.makeFilter((name: string) => !holdsInvisible(name), refuses("invisible_character")),
    Schema.makeFilter((name: string) => /\p{L}/u.test(name) && !/[<>{}[\]\\]/u.test(name), refuses("not_a_name"))
  )
)
