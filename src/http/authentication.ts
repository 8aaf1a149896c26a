import { Effect, Redacted } from "effect"
import type { Context } from "hono"
import { authenticate } from "../domain/access/authenticate.ts"
import type { Principal } from "../domain/people/principal.ts"
import type { LimitReached } from "../domain/request/limit.ts"
import { problemOf } from "./failure.ts"
import { refusedAs } from "./refused.ts"
import type { Asking } from "./run.ts"

/** What a caller who is known may ask of this process by now, or the limit that was reached. */
export type Admit = (c: Context, principal: Principal) => LimitReached | undefined

/** Who asks, by the bearer token, and within the caller's limit. */
export const whoAsks = Effect.fnUntraced(function*(c: Context, asking: Asking, admit: Admit) {
  const token = /^Bearer ([\w~+/.=-]{1,4096})$/i.exec(c.req.header("authorization") ?? "")?.[1]
  const principal = yield* authenticate(token === undefined ? undefined : Redacted.make(token))
  asking.principal = principal
  const reached = admit(c, principal)
  return reached === undefined ? principal : yield* refusedAs(problemOf(reached))
})
