import { latinLetters } from "./latin-letters.ts"

/** Lower case, folded to ASCII, words joined by a hyphen, at most 30 of [a-z0-9-]; may be empty. */
const asciiPart = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\P{ASCII}/gu, (letter) => latinLetters.get(letter) ?? letter)
    .replace(/[\s-]+/g, "-")
    .replace(/[^a-z0-9-]/g, "")
    .replace(/-+/g, "-")
    .slice(0, 30)
    .replace(/^-|-$/g, "")

/** `ada.lovelace.<usi>`; a name without a letter of its own leaves its part out, two such names leave `student.<usi>`. */
export const username = (first_name: string, last_name: string, student_usi: number): string => {
  const parts = [first_name, last_name].map(asciiPart).filter((part) => /[a-z]/.test(part))
  return [...(parts.length > 0 ? parts : ["student"]), student_usi].join(".")
}
