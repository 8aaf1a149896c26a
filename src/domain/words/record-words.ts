import type { Language } from "./language.ts"

type Words = Readonly<Record<Language, string>>

/** Why student records were refused, by code; staff act on it. */
const words = {
  too_long: {
    en: "This text is too long for the student records. Please shorten it.",
    es: "Este texto es demasiado largo para los registros del estudiante. Acórtelo, por favor."
  },
  unreadable_text: {
    en: "This text holds a character that cannot be stored. Please type it again.",
    es: "Este texto contiene un carácter que no se puede guardar. Escríbalo de nuevo, por favor."
  },
  invalid_date: {
    en: "This is not a date that can be stored. Please correct it.",
    es: "Esta fecha no se puede guardar. Corríjala, por favor."
  },
  out_of_range: {
    en: "This number is too large for the student records. Please correct it.",
    es: "Este número es demasiado grande para los registros del estudiante. Corríjalo, por favor."
  },
  required: {
    en: "The student records cannot do without this value. Please fill it in.",
    es: "Los registros del estudiante necesitan este valor. Complételo, por favor."
  },
  unknown_reference: {
    en: "This refers to something that the student records do not know. Please report it.",
    es: "Esto se refiere a algo que los registros del estudiante no conocen. Infórmelo, por favor."
  },
  not_allowed: {
    en: "The student records do not allow this value. Please report it.",
    es: "Los registros del estudiante no permiten este valor. Infórmelo, por favor."
  },
  invalid_value: {
    en: "The student records cannot hold this value. Please correct it.",
    es: "Los registros del estudiante no pueden contener este valor. Corríjalo, por favor."
  },
  not_projectable: {
    en: "The stored student information cannot be turned into student records. Please complete step 4 again.",
    es:
      "La información guardada del estudiante no se puede convertir en registros. Complete el paso 4 de nuevo, por favor."
  },
  no_outcome: {
    en: "The service took this up many times and never came to an end. Please report it.",
    es: "El servicio lo intentó muchas veces y nunca terminó. Infórmelo, por favor."
  }
} as const satisfies Readonly<Record<string, Words>>

export type RecordCode = keyof typeof words
export const recordCodes = Object.keys(words) as ReadonlyArray<RecordCode>

/** Returns the problem as it is stored: with its English words. */
export const recordProblem = (pointer: string, code: RecordCode) => ({ pointer, code, message: words[code].en })

/** Returns the same problem in the words of a language. A problem of an earlier release keeps the words that it came with. */
export const recordProblemIn = (
  problem: { readonly pointer: string; readonly code: string; readonly message: string },
  language: Language
) => ({
  ...problem,
  message: Object.hasOwn(words, problem.code) ? words[problem.code as RecordCode][language] : problem.message
})
