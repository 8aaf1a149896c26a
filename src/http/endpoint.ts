import { DateTime, Effect, Exit } from "effect"
import type { MiddlewareHandler } from "hono"
import type { Action } from "../domain/people/permissions.ts"
import type { Permit, Permitted } from "../domain/people/permit.ts"
import type { Principal } from "../domain/people/principal.ts"
import type { Answer } from "./answer.ts"
import type { Body, Described, Endpoint, Input, Policy } from "./described.ts"
import type { ApiError } from "./failure.ts"
import { handlersOf } from "./handlers.ts"
import { firstFailure, run } from "./run.ts"
import type { Services } from "./services.ts"

/** An operation behind a policy: its handler asks for the permit that only this policy gives, or it does not compile. */
export const endpoint = <A extends Action, Resource, P = { readonly id: string }, Q = unknown, B = undefined>(
  spec: Described<P, Q> & {
    readonly policy: Policy<A, Resource>
    readonly body?: Body<B, Resource>
    readonly handle: (input: Input<P, Q, B>) => Effect.Effect<Answer, ApiError, Services | Permitted<A>>
  }
): Endpoint => {
  const { body, handle, policy, ...described } = spec
  const permit: MiddlewareHandler = async (c, next) => {
    const check = policy.check(c.get("principal") as Principal, c.req.param() as unknown as { readonly id: string })
    const exit = await run(c, spec.path, Effect.all([check, DateTime.now]))
    if (Exit.isFailure(exit)) return firstFailure(exit)
    const [granted, now] = exit.value
    c.set("permit", granted)
    c.set("resource", granted.resource)
    c.set("now", DateTime.formatIso(now))
    return next()
  }
  return {
    ...described,
    isPublic: false,
    ...(body !== undefined && { body: body.document }),
    handlers: handlersOf(
      described as Described<unknown, unknown>,
      body as Body<unknown, never> | undefined,
      permit,
      (c, input) =>
        handle(input as unknown as Input<P, Q, B>).pipe(
          Effect.provideService(policy.tag, c.get("permit") as Permit<A, Resource>)
        ) as Effect.Effect<Answer, ApiError, Services>
    )
  }
}

/** An operation for everybody: probes, the document of the API, and what a secret in the request itself opens. */
export const publicEndpoint = <P = unknown, Q = unknown, B = undefined>(
  spec: Described<P, Q> & {
    readonly body?: Body<B, undefined>
    readonly handle: (input: Input<P, Q, B>) => Effect.Effect<Answer, ApiError, Services>
  }
): Endpoint => {
  const { body, handle, ...described } = spec
  return {
    ...described,
    isPublic: true,
    ...(body !== undefined && { body: body.document }),
    handlers: handlersOf(
      described as Described<unknown, unknown>,
      body as Body<unknown, never> | undefined,
      undefined,
      (_, input) => handle(input as unknown as Input<P, Q, B>)
    )
  }
}
