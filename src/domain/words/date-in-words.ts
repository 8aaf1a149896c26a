import type { Language } from "./language.ts"

const forms: Partial<Record<Language, Intl.DateTimeFormat>> = {}

const formOf = (language: Language) =>
  forms[language] ??= new Intl.DateTimeFormat(language === "en" ? "en-US" : "es-US", {
    dateStyle: "long",
    timeZone: "UTC"
  })

/** Returns a calendar date (`YYYY-MM-DD`) as people write it: `December 11, 2024`, `11 de diciembre de 2024`. */
export const dateInWords = (date: string, language: Language): string =>
  formOf(language).format(new Date(`${date}T00:00:00Z`))
