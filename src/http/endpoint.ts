import { DateTime, Effect, Exit } from "effect"
import type { MiddlewareHandler } from "hono"
import type * as z from "zod"
import type { Action } from "../domain/people/permissions.ts"
import type { Permit, Permitted, permitted } from "../domain/people/permit.ts"
import type { Principal, Role } from "../domain/people/principal.ts"
import { firstFailure, handlersOf } from "./handlers.ts"
import type { KeptGuard } from "./idempotency.ts"
import type { JsonSchema } from "./json-schema.ts"
import type { ProblemStatus } from "./problem-wire.ts"
import type { ApiError } from "./problem.ts"
import { run } from "./run.ts"
import type { Services } from "./services.ts"

/** What decides whether the caller may: it loads what the path names, and answers with a permit or a problem. */
export interface Policy<A extends Action, Resource> {
  readonly tag: ReturnType<typeof permitted<A, Resource>>
  readonly check: (
    principal: Principal,
    params: { readonly id: string }
  ) => Effect.Effect<Permit<A, Resource>, ApiError, Services>
}

/** What else was given with a body: by whom (the roles that allow it), and in the query. */
export interface Given {
  readonly roles: ReadonlyArray<Role>
  readonly query: unknown
}

/** The rules of a body, which may depend on what it is about and on the day; `document` is what OpenAPI shows. */
export interface Body<B, Resource> {
  readonly document: () => JsonSchema
  readonly schema: (resource: Resource, now: string, given: Given) => z.ZodType<B>
  /** The first name of the child that it is about, where messages may name them. */
  readonly child?: (resource: Resource) => string | undefined
}

export interface Answer {
  readonly status: 200 | 201 | 503
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Its entity tag: the caller who holds it already is answered 304. */
  readonly tag?: string
  /** `application/json` where nothing is said; other types are sent as they are. */
  readonly contentType?: string
}

export interface Described<P, Q> {
  readonly method: "get" | "post" | "put" | "delete"
  /** With `:name` for parameters. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly answers: Readonly<
    Partial<Record<200 | 201 | 503, { readonly description: string; readonly schema: z.ZodType }>>
  >
  /** The problems that this operation can answer with besides those that follow from its parts. */
  readonly problems?: ReadonlyArray<ProblemStatus>
  /** What its body may weigh, in KiB; nothing where it is as much as elsewhere. */
  readonly heaviestBody?: number
  /** Whether a change honors If-Match. */
  readonly conditional?: boolean
  /** Where it makes something new from its body it honors Idempotency-Key: this guards the answers that are kept. */
  readonly creates?: KeptGuard
}

export interface Input<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The version named by If-Match. */
  readonly expected: number | undefined
}

/** One operation: what OpenAPI says of it, and what Hono runs. */
export interface Endpoint extends Described<unknown, unknown> {
  readonly isPublic: boolean
  readonly body?: () => JsonSchema
  readonly handlers: ReadonlyArray<MiddlewareHandler>
}

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
