import { Effect, Redacted } from "effect"
import type { Context } from "hono"
import { authenticate } from "../domain/access/authenticate.ts"
import type { Principal } from "../domain/people/principal.ts"
import type { LimitReached } from "../domain/request/limit.ts"
import { problemOf } from "./failure.ts"
import { refusedAs } from "./refused.ts"
import type { Asking } from "./run.ts"

/** Decides whether a known caller may ask this process now. Returns the limit that was reached, or undefined. */
export type Admit = (c: Context, principal: Principal) => LimitReached | undefined

/** Returns who asks, by the bearer token. Fails without a valid token, or if the caller's limit is reached. */
export const whoAsks = Effect.fnUntraced(function*(c: Context, asking: Asking, admit: Admit) {
  const token = /^Bearer ([\w~+/.=-]{1,4096})$/i.exec(c.req.header("authorization") ?? "")?.[1]
  const principal = yield* authenticate(token === undefined ? undefined : Redacted.make(token))
  asking.principal = principal
  const reached = admit(c, principal)
  return reached === undefined ? principal : yield* refusedAs(problemOf(reached))
})
