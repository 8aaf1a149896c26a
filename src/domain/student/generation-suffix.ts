import { codeValue, ignoringCase } from "./code-value.ts"

export const generationSuffixes = ["Jr", "Sr", "II", "III", "IV"] as const

const known = ignoringCase(generationSuffixes)

/** Ed-Fi's generationCodeSuffix, with or without a dot. */
export const GenerationSuffix = codeValue(
  generationSuffixes,
  (text) => known(text.replace(/\.$/, ""))
)
