import { latinLetters } from "./latin-letters.ts"

/**
 * Marks of scripts that can be read without them. In other scripts (Devanagari, Thai, kana) a mark is a vowel, or makes another consonant.
 */
const accents =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}/gu

/** Returns the name in lower case, without accents; letters of other scripts stay. */
const unaccented = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(accents, "")
    .replace(/\P{ASCII}/gu, (letter) => latinLetters.get(letter) ?? letter)

/** Signs that some people write in a name and others leave out: apostrophes of all kinds, and what cannot be seen. */
const leftOut = /['’‘‛ʼʻʽʹˈ`´′\p{Cf}]/gu

/** Returns the same text for all spellings of one name: no accents, apostrophes, format characters, case, double blanks or hyphens. */
export const foldedName = (name: string): string =>
  unaccented(name.normalize("NFC").replace(leftOut, "").normalize("NFKD"))
    .replace(leftOut, "")
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replace(/[\s\p{Pd}]+/gu, " ")
    .trim()

/** Returns the name in lower case, folded to ASCII, words joined by a hyphen, at most 30 of [a-z0-9-]; may be empty. */
const asciiPart = (name: string): string =>
  unaccented(name)
    .replace(/[\s-]+/g, "-")
    .replace(/[^a-z0-9-]/g, "")
    .replace(/-+/g, "-")
    .slice(0, 30)
    .replace(/^-|-$/g, "")

/** Returns `ada.lovelace.<usi>`. A name without a letter of its own leaves its part out; two such names leave `student.<usi>`. */
export const username = (first_name: string, last_name: string, student_usi: number): string => {
  const parts = [first_name, last_name].map(asciiPart).filter((part) => /[a-z]/.test(part))
  return [...(parts.length > 0 ? parts : ["student"]), student_usi].join(".")
}
