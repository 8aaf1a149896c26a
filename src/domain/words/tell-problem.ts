import type { Language } from "./language.ts"
import type { ProblemCode, ProblemWords, Told } from "./problem-codes.ts"
import { problemsEn } from "./problems-en.ts"
import { problemsEs } from "./problems-es.ts"

const words: Readonly<Record<Language, ProblemWords>> = { en: problemsEn, es: problemsEs }

/** Returns the title of a problem of this kind, and what it means for what it is about. */
export const tellProblem = (
  code: ProblemCode,
  told: Told,
  language: Language
): { readonly title: string; readonly detail?: string } => {
  const { detail, title } = words[language][code]
  if (detail === undefined) return { title }
  return { title, detail: typeof detail === "string" ? detail : detail(told) }
}
