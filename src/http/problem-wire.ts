import type { Context } from "hono"
import type { RecordProblem } from "../domain/enrollment/provisioning.ts"
import type { FieldProblem } from "../domain/words/field-codes.ts"
import { type Language, readLanguage } from "../domain/words/language.ts"
import type { ProblemCode, Told } from "../domain/words/problem-codes.ts"
import { recordProblemIn } from "../domain/words/record-words.ts"
import { tellProblem } from "../domain/words/tell-problem.ts"
import { tell } from "../domain/words/tell.ts"
import type { Wire } from "./wire.ts"

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503

export interface Problem {
  readonly status: ProblemStatus
  readonly code: ProblemCode
  /** What the problem is about, for its words. */
  readonly about?: Told
  /** The field of the body, if the problem is about one. */
  readonly pointer?: string
  readonly errors?: ReadonlyArray<FieldProblem | RecordProblem>
  /** The first name of the child that the fields are about, if messages may name the child. */
  readonly child?: string
  /** Further members (RFC 9457, extension members). All of them are in the schema `Problem`. */
  readonly members?: (language: Language) => Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** At most this many wrong fields are told; the rest is counted. */
const mostErrors = 100

/** Returns what is wrong, in words of this language. */
export const told = (
  { about = {}, child, code, errors = [], members, pointer, status }: Problem,
  language: Language
) => {
  const { detail, title } = tellProblem(code, about, language)
  const worded = errors.slice(0, mostErrors).map((each) =>
    "message" in each ? recordProblemIn(each, language) : { ...each, message: tell(each, language, child) }
  )
  const ofField = pointer === undefined
    ? worded
    : [{ pointer, code: code.replaceAll("-", "_"), message: detail ?? title }]
  const all = detail ?? (worded.length > 0 ? worded.map(({ message }) => message).join(" ") : undefined)
  return {
    type: `/problems/${code}`,
    title,
    status,
    ...(all !== undefined && { detail: all }),
    ...(ofField.length > 0 && { errors: ofField }),
    ...(errors.length > mostErrors && { errors_left_out: errors.length - mostErrors }),
    ...members?.(language)
  }
}

const wordsOf = (requestId: string, words: ReturnType<typeof told>): string =>
  JSON.stringify({ ...words, instance: `urn:request:${requestId}`, error: words.title })

/** Returns the problem as RFC 9457 has it, with `error`, which the portal reads. */
export const problemWire = (requestId: string, problem: Problem, language: Language): Wire => ({
  status: problem.status,
  headers: { "content-type": "application/problem+json", "content-language": language, ...problem.headers },
  body: wordsOf(requestId, told(problem, language))
})

/** Returns the language that the caller asks for. */
export const languageOf = (c: Context): Language => readLanguage(c.req.header("accept-language"))
