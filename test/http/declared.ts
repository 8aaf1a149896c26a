import { isDeepStrictEqual } from "node:util"
import * as z from "zod"
import type { Endpoint } from "../../src/http/described.ts"
import { problemsOf } from "../../src/http/openapi/document.ts"
import { Problem } from "../../src/http/openapi/problem-shape.ts"

export interface Answer {
  readonly status: number
  /** The body as it was received. */
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape are looked into here
  readonly body: any
  readonly headers: Headers
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/:[^/]+/g, "[^/]+")}$`)
const ExactProblem = z.strictObject(Problem.shape)

const wrongProblem = ({ body, headers, status }: Answer, mayBeEarlier: boolean): string | undefined => {
  const parsed = ExactProblem.safeParse(body)
  if (!parsed.success) return parsed.error.message
  if (headers.get("content-type") !== "application/problem+json") return "a problem of another media type"
  if (body.status !== status || body.error !== body.title) return "a problem that contradicts itself"
  return mayBeEarlier || body.instance === `urn:request:${headers.get("x-request-id")}`
    ? undefined
    : "a problem of another request"
}

const wrongBody = (endpoint: Endpoint | undefined, answer: Answer, mayBeEarlier: boolean): string | undefined => {
  const { body, status } = answer
  const declared = endpoint?.answers[status as 200]
  if (declared !== undefined) {
    const parsed = (declared.schema ?? z.literal("")).safeParse(body)
    if (!parsed.success) return parsed.error.message
    return isDeepStrictEqual(parsed.data, body) ? undefined : "fields that the schema does not have"
  }
  if (status >= 400) {
    const isDeclared = endpoint === undefined || (problemsOf(endpoint) as ReadonlyArray<number>).includes(status)
    return isDeclared ? wrongProblem(answer, mayBeEarlier) : `status ${status}`
  }
  return status === 304 && body === "" ? undefined : `status ${status}`
}

/**
 * Returns what is wrong with an answer: it must be one that the operation declares, in exactly the declared shape. An answer that may be a
 * replay of an earlier one may name the earlier request.
 */
export const undeclared = (
  endpoints: ReadonlyArray<Endpoint>,
  method: string,
  path: string,
  answer: Answer,
  mayBeEarlier = false
): string | undefined => {
  if (method === "OPTIONS") return undefined
  const { headers } = answer
  for (const name of ["x-request-id", "cache-control", "x-content-type-options"]) {
    if (headers.get(name) === null) return `no ${name}`
  }
  if (method === "HEAD") return answer.body === "" ? undefined : "a body"
  const endpoint = endpoints.find((each) => each.method === method.toLowerCase() && patternOf(each.path).test(path))
  return wrongBody(endpoint, answer, mayBeEarlier)
}
