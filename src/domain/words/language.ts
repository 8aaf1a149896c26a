/** The languages in which people are answered. */
export const languages = ["en", "es"] as const
export type Language = (typeof languages)[number]

interface Wish {
  readonly tag: string
  readonly weight: number
}

const wishOf = (part: string): Wish => {
  const [tag = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase())
  const weight = parameters.find((each) => each.startsWith("q="))?.slice(2)
  return { tag, weight: weight === undefined ? 1 : Number(weight) || 0 }
}

/** Returns which of our languages an `Accept-Language` (RFC 9110 §12.5.4) prefers; English if it names none of them. */
export const readLanguage = (header: string | undefined): Language => {
  const wishes = (header ?? "").slice(0, 500).split(",").map(wishOf).filter(({ weight }) => weight > 0)
  const best = wishes.toSorted((one, other) => other.weight - one.weight)
    .find(({ tag }) => tag === "*" || languages.some((language) => language === tag.split("-")[0]))
  return languages.find((language) => language === best?.tag.split("-")[0]) ?? "en"
}
