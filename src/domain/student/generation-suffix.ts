import { codeValue, ignoringCase } from "./code-value.ts"

export const generationSuffixes = ["Jr", "Sr", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"] as const

const known = ignoringCase(generationSuffixes)

/** Ed-Fi's generationCodeSuffix, with or without a dot, in any case. */
export const GenerationSuffix = codeValue(
  generationSuffixes,
  (text) => known(text.replace(/\.$/, ""))
)
