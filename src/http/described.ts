import type { Effect } from "effect"
import type { MiddlewareHandler } from "hono"
import type * as z from "zod"
import type { Action } from "../domain/people/permissions.ts"
import type { Permit, permitted } from "../domain/people/permit.ts"
import type { Principal, Role } from "../domain/people/principal.ts"
import type { ApiError } from "./failure.ts"
import type { KeptGuard } from "./kept-guard.ts"
import type { JsonSchema } from "./openapi/json-schema.ts"
import type { ProblemStatus } from "./problem-wire.ts"
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
