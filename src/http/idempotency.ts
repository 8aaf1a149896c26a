import { Effect } from "effect"
import type { Context } from "hono"
import type { Principal } from "../domain/people/principal.ts"
import { answerOnce, type KeptAnswer } from "../domain/request/answer-once.ts"
import type { Answer } from "./answer.ts"
import { type ApiError, problemOf } from "./failure.ts"
import type { KeptGuard } from "./kept-guard.ts"
import { languageOf, problemWire } from "./problem-wire.ts"
import { type Refused, refusedAs } from "./refused.ts"
import type { Services } from "./services.ts"
import { type Wire, wireOf } from "./wire.ts"

/** What OpenAPI says about the header. */
export const keyWords =
  "Names this request: with the same key and body it is answered the same for 24 hours, and done once. " +
  "Another body: 422; still under way: 409 with Retry-After"

/** Returns the key: bare, or quoted as a string of RFC 8941, in which case it is what the quotes hold. */
const keyIn = (header: string): string | undefined => {
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(header)?.[1]
  const key = quoted === undefined ? /^[!#-~]+$/.exec(header)?.[0] : quoted.replace(/\\(.)/g, "$1")
  return key !== undefined && key.length > 0 && key.length <= 255 ? key : undefined
}

/** Returns the key of this request, if it has one. Fails with 400 (a fault of form) if the header holds none. */
export const keyOf = (c: Context): Effect.Effect<string | undefined, Refused> => {
  const header = c.req.header("idempotency-key")?.trim()
  const key = header === undefined ? undefined : keyIn(header)
  return header !== undefined && key === undefined
    ? refusedAs({ status: 400, code: "malformed-idempotency-key" })
    : Effect.succeed(key)
}

/** Returns the same value for the same JSON, whatever the order of its fields. */
const canonical = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(canonical)
  const entries = Object.entries(value).toSorted(([one], [other]) => one < other ? -1 : 1)
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each)]))
}

/** Whether an answer is kept: answers and refusals are, but nothing that another try may end differently. */
const isKept = (status: number) => status < 500 && status !== 401 && status !== 429

/** What is asked under a key: by whom, of which operation, with which body. */
interface Asked {
  readonly key: string
  readonly principal: Principal
  readonly route: string
  readonly body: unknown
}

/** Returns the answer as it is kept. What was made is told in JSON, or not at all. */
const keepable = ({ body, headers, status }: Wire): KeptAnswer => {
  if (body instanceof Uint8Array) throw new Error("an answer in bytes cannot be kept")
  return { status, headers, body: body ?? "" }
}

const given = ({ body, ...answer }: KeptAnswer): Wire => ({ ...answer, body: body === "" ? null : body })

/** Returns the one answer that a key has, as long as the guard lets it go. */
export const keyedAnswer = (
  c: Context,
  { body, key, principal, route }: Asked,
  guard: KeptGuard,
  effect: Effect.Effect<Answer, ApiError, Services>
): Effect.Effect<Wire, ApiError, Services> => {
  const refusalKept = Effect.catch(Effect.map(effect, wireOf), (error) => {
    const refusal = problemOf(error)
    return isKept(refusal.status)
      ? Effect.succeed(problemWire(c.get("requestId"), refusal, languageOf(c)))
      : Effect.fail(error)
  })
  const mayGive = ({ body, status }: KeptAnswer) =>
    status < 400 ? guard(principal, (body === "" ? undefined : JSON.parse(body)) as never) : Effect.void
  const { pathname, search } = new URL(c.req.url)
  const content = JSON.stringify([pathname, search, canonical(body)])
  const asked = { principal, route: `${c.req.method} ${route}`, key, content }
  return Effect.map(answerOnce(asked, Effect.map(refusalKept, keepable), mayGive), given)
}
