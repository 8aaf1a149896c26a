import type { Effect } from "effect"
import type { MiddlewareHandler } from "hono"
import type * as z from "zod"
import type { Action } from "../domain/people/permissions.ts"
import type { Permit, PermitOf } from "../domain/people/permit.ts"
import type { Principal, Role } from "../domain/people/principal.ts"
import type { Answer } from "./answer.ts"
import type { Admit } from "./authentication.ts"
import type { ApiError } from "./failure.ts"
import type { KeptGuard } from "./kept-guard.ts"
import type { JsonSchema } from "./openapi/json-schema.ts"
import type { ProblemStatus } from "./problem-wire.ts"
import type { Services } from "./services.ts"

/** Decides whether the caller may: it loads what the path names, and ends with a permit or a problem. */
export interface Policy {
  readonly check: (
    principal: Principal,
    params: { readonly id: string }
  ) => Effect.Effect<Permit<Action, unknown>, ApiError, Services>
}

/** Who may use an operation: whomever a policy lets, or everybody. One of the two is always stated. */
export type Access = Policy | "public"

/** The proof that the handler is given; undefined for an operation that everybody may use. */
export type Granted<A extends Access> = A extends Policy ? PermitOf<A> : undefined
type ResourceOf<A extends Access> = Granted<A> extends { readonly resource: infer Resource } ? Resource : undefined

/** What else came with a body: the roles that allow the caller to send it, and the query. */
export interface Given {
  readonly roles: ReadonlyArray<Role>
  readonly query: unknown
}

/** The rules of a body, which may depend on what it is about and on the day; `document` is what OpenAPI shows. */
export interface Body<B, Resource> {
  readonly document: () => JsonSchema
  readonly schema: (resource: Resource, now: string, given: Given) => z.ZodType<B>
  /** The first name of the child that the body is about, if messages may name the child. */
  readonly child?: (resource: Resource) => string | undefined
}

export interface DescribedAnswer {
  readonly description: string
  /** Absent if there is no body. */
  readonly schema?: z.ZodType
  /** `application/json` if nothing is said. */
  readonly contentType?: string
}

export interface Described<P, Q> {
  readonly method: "get" | "post" | "put" | "patch" | "delete"
  /** With `:name` for parameters. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly answers: Readonly<Partial<Record<Answer["status"], DescribedAnswer>>>
  /** The problems that this operation can answer with besides those that follow from its parts. */
  readonly problems?: ReadonlyArray<ProblemStatus>
  /** Set if its body is taken as it came. */
  readonly rawBody?: RawBody
  /** What its body may weigh, in KiB; absent if the general limit applies. */
  readonly heaviestBody?: number
  /** Whether a change honors If-Match. */
  readonly conditional?: boolean
  /** An operation that makes something new from its body honors Idempotency-Key. This guards the answers that are kept. */
  readonly creates?: KeptGuard
}

/** A body that is taken as it came, such as a signed message. `heaviest` is what it may weigh, in KiB. */
export interface RawBody {
  readonly mediaType: string
  readonly heaviest: number
}

export interface Input<A extends Access, P, Q, B> {
  readonly permit: Granted<A>
  readonly params: P
  readonly query: Q
  readonly body: B
  /** What was sent, if a raw body was asked for; else nothing. */
  readonly bytes: Uint8Array
  /** The version named by If-Match. */
  readonly expected: number | undefined
}

/** Everything that makes up an operation. */
export interface Spec<A extends Access, P, Q, B> extends Described<P, Q> {
  readonly access: A
  readonly body?: Body<B, ResourceOf<A>>
  /** A key belongs to its principal, so an operation that everybody may use knows none. */
  readonly creates?: A extends Policy ? KeptGuard : never
  readonly handle: (input: Input<A, P, Q, B>) => Effect.Effect<Answer, ApiError, Services>
}

/** One operation: what OpenAPI says about it, and what Hono runs. */
export interface Endpoint extends Described<unknown, unknown> {
  readonly isPublic: boolean
  readonly body?: () => JsonSchema
  /** Runs before everything else, if the operation hides itself from those whom it does not concern. */
  readonly guard?: MiddlewareHandler
  readonly handlers: (admit: Admit) => ReadonlyArray<MiddlewareHandler>
}
