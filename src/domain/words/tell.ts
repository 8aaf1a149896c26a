import { en } from "./en.ts"
import { es } from "./es.ts"
import type { FieldCode, FieldProblem } from "./field-codes.ts"
import { fieldNames } from "./field-names.ts"
import type { FieldName, FieldWords } from "./field-words.ts"
import type { Language } from "./language.ts"

const words: Readonly<Record<Language, FieldWords>> = { en, es }

/** Every code that a field may be reported with. */
export const fieldCodes = Object.keys(en) as ReadonlyArray<FieldCode>

const unnamed: Readonly<Record<Language, string>> = { en: "this field", es: "este campo" }
const unnamedChild: Readonly<Record<Language, string>> = { en: "your child", es: "su hijo o hija" }

const known = (field: string) => Object.hasOwn(fieldNames, field) ? fieldNames[field] : undefined

/** The portal's own names for parts of step 4. */
const portalNames: Readonly<Record<string, string>> = {
  student: "student_info",
  parent_guardian: "parent_info",
  medical_information: "medical_info"
}

/** Returns the name of the field that a pointer names. Entries of a list are named like the list. */
const nameOf = (pointer: string, language: Language, child: string | undefined): FieldName => {
  const keys = pointer.split("/").slice(1).filter((key) => !/^\d+$/.test(key)).map((key) =>
    Object.hasOwn(portalNames, key) ? portalNames[key] ?? key : key
  )
  const names = known(keys.slice(-2).join("/")) ?? known(keys.at(-1) ?? "")
  const name = names?.[language] ?? unnamed[language]
  return { name: name.replaceAll("~", () => child ?? unnamedChild[language]), ask: names?.ask ?? "enter" }
}

const capitalized = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1)

/** An article joins the word before it: `de el` becomes `del`. */
const joined: Readonly<Record<Language, (sentence: string) => string>> = {
  en: (sentence) => sentence,
  es: (sentence) => sentence.replace(/\b(de|a) el\b/g, (_, word: string) => `${word}l`)
}

/** Returns a problem in words for whoever filled in the field. `child` is the first name by which the enrollment knows the child. */
export const tell = ({ code, params, pointer }: FieldProblem, language: Language, child?: string): string => {
  const say = words[language][code] as (field: FieldName, params: object) => string
  return capitalized(joined[language](say(nameOf(pointer, language, child), params ?? {})))
}
