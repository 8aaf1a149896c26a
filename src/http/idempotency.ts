import { Effect } from "effect"
import type { Context, MiddlewareHandler } from "hono"
import type { Principal } from "../domain/people/principal.ts"
import { answerOnce, type KeptAnswer } from "../domain/request/answer-once.ts"
import type { Answer } from "./answer.ts"
import { type ApiError, problemOf } from "./failure.ts"
import type { KeptGuard } from "./kept-guard.ts"
import { languageOf, problemWire } from "./problem-wire.ts"
import { problem } from "./problem.ts"
import type { Services } from "./services.ts"
import { type Wire, wireOf } from "./wire.ts"

/** What OpenAPI says of the header. */
export const keyWords =
  "Names this request: with the same key and body it is answered the same for 24 hours, and done once. " +
  "Another body: 422; still under way: 409 with Retry-After"

/** Quoted as a string of RFC 8941, or bare; what is in quotes is the key. */
const keyIn = (header: string): string | undefined => {
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(header)?.[1]
  const key = quoted === undefined ? /^[!#-~]+$/.exec(header)?.[0] : quoted.replace(/\\(.)/g, "$1")
  return key !== undefined && key.length > 0 && key.length <= 255 ? key : undefined
}

/** A key that is none is a fault of form (400). */
export const keyCheck: MiddlewareHandler = async (c, next) => {
  const header = c.req.header("idempotency-key")?.trim()
  const key = header === undefined ? undefined : keyIn(header)
  if (header !== undefined && key === undefined) {
    return problem(c, {
      status: 400,
      code: "malformed-idempotency-key"
    })
  }
  c.set("idempotencyKey", key)
  return next()
}

/** The same for the same JSON, whatever the order of its fields. */
const canonical = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(canonical)
  const entries = Object.entries(value).toSorted(([one], [other]) => one < other ? -1 : 1)
  return Object.fromEntries(entries.map(([key, each]) => [key, canonical(each)]))
}

/** What is kept: answers and refusals, but nothing that another try may end otherwise. */
const isKept = (status: number) => status < 500 && status !== 401 && status !== 429

/** The answer of this effect; under a key the one answer that the key has, as long as the guard lets it go. */
export const keyedAnswer = (
  c: Context,
  route: string,
  guard: KeptGuard,
  effect: Effect.Effect<Answer, ApiError, Services>
): Effect.Effect<Wire, ApiError, Services> => {
  const key = c.get("idempotencyKey") as string | undefined
  const answer = Effect.map(effect, wireOf)
  if (key === undefined) return answer
  const refusalKept = Effect.catch(answer, (error) => {
    const refusal = problemOf(error)
    return isKept(refusal.status)
      ? Effect.succeed(problemWire(c.get("requestId") as string, refusal, languageOf(c)))
      : Effect.fail(error)
  })
  const principal = c.get("principal") as Principal
  const mayGive = ({ body, status }: KeptAnswer) =>
    status < 400 ? guard(principal, JSON.parse(body) as never) : Effect.void
  const { pathname, search } = new URL(c.req.url)
  return Effect.flatMap(
    Effect.promise(() => c.req.json<unknown>()),
    (body) =>
      answerOnce(
        {
          principal,
          route: `${c.req.method} ${route}`,
          key,
          content: JSON.stringify([pathname, search, canonical(body)])
        },
        refusalKept,
        mayGive
      )
  )
}
