import type { Context } from "hono"
import type { FieldProblem } from "../domain/words/field-codes.ts"
import { type Language, readLanguage } from "../domain/words/language.ts"
import { tell } from "../domain/words/tell.ts"
import type { Wire } from "./wire.ts"

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503

/** A problem of a field that comes with its words. */
interface WordedProblem {
  readonly pointer: string
  readonly code: string
  readonly message: string
}

export interface Problem {
  readonly status: ProblemStatus
  readonly slug: string
  readonly title: string
  readonly detail?: string
  readonly errors?: ReadonlyArray<FieldProblem | WordedProblem>
  /** The first name of the child that the fields are about, where messages may name them. */
  readonly child?: string
  /** Further members (RFC 9457, extension members), all of them in the schema `Problem`. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** What is wrong, in words of this language. */
export const told = (
  { child, detail, errors, members, slug, status, title }: Problem,
  language: Language
) => {
  const worded = errors?.map((each) => "message" in each ? each : { ...each, message: tell(each, language, child) })
  const all = detail ?? worded?.map(({ message }) => message).join(" ")
  return {
    type: `/problems/${slug}`,
    title,
    status,
    ...(all !== undefined && { detail: all }),
    ...(worded !== undefined && { errors: worded }),
    ...members
  }
}

/** RFC 9457, and `error`, which the portal reads. */
export const problemWire = (requestId: string, problem: Problem, language: Language): Wire => ({
  status: problem.status,
  headers: { "content-type": "application/problem+json", ...problem.headers },
  body: JSON.stringify({
    ...told(problem, language),
    instance: `urn:request:${requestId}`,
    error: problem.title
  })
})

/** The language that the caller asks for. */
export const languageOf = (c: Context): Language => readLanguage(c.req.header("accept-language"))
