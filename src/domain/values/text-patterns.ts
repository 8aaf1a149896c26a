/** For the inside of a character class: letters that show nothing. They are part of whatever shows nothing. */
const blankLetters = "\\u115F\\u1160\\u3164\\uFFA0"
/** For the inside of a character class: what nobody sees. */
export const invisible = `\\p{Cf}\\u2800${blankLetters}`
/** Lone surrogates, and the character that stands for what could not be read. */
const unreadable = "\\p{Cs}\\uFFFD"

const seen = (allowed: string) => `^${allowed}*[^\\s\\p{Cc}${invisible}${unreadable}]${allowed}*$`

/** One line in which something can be seen (ECMA-262, Unicode mode, like all patterns of a JSON Schema). */
export const linePattern = seen(`[^\\p{Cc}${unreadable}]`)

/** The same with tabs and line breaks. */
export const prosePattern = seen(`(?:[^\\p{Cc}${unreadable}]|[\\t\\n\\r])`)

const inName = `[^\\p{Cc}${invisible}${unreadable}<>{}\\[\\]\\\\]`
const letter = `[^\\P{L}${blankLetters}]`
const letterOrMark = `(?:${letter}|\\p{M})`

/** A letter, and around it whatever a name may hold. Joiners stand between two letters, and a last one after a mark. */
export const namePattern = `^${inName}*${letter}(?:(?:${inName}*${letterOrMark})?[\\u200C\\u200D]${letterOrMark})*` +
  `(?:${inName}*\\p{M}\\u200D|${inName}*)$`

/**
 * What nobody writes in the Basic Multilingual Plane, for readers of patterns that know no properties; and the Greek question mark, which
 * is a semicolon.
 */
const unwritten =
  "\\u0000-\\u001F\\u037E\\u007F-\\u009F\\u00AD\\u0600-\\u0605\\u061C\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u180E" +
  "\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uD800-\\uDFFF\\uFEFF\\uFFF9-\\uFFFB\\uFFFD\\u2800" +
  blankLetters

const label = "(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"

/**
 * A mailbox with its host in ASCII. Characters beyond the Basic Multilingual Plane are excluded, because they count twice where addresses
 * are counted.
 */
export const emailPattern =
  `^[^\\s@<>"(),:;\\\\\\[\\]${unwritten}\\u{10000}-\\u{10FFFF}]+@(?:[A-Za-z0-9]${label}\\.)+[A-Za-z]${label}$`
