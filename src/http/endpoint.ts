import { zValidator } from "@hono/zod-validator"
import { DateTime, Effect } from "effect"
import { Base64Url } from "effect/encoding"
import type { Context, MiddlewareHandler } from "hono"
import type * as z from "zod"
import { type Admit, whoAsks } from "./authentication.ts"
import type { Access, Body, Endpoint, Granted, Input, Spec } from "./described.ts"
import { expectedVersion } from "./entity-tag.ts"
import { fieldErrors } from "./field-errors.ts"
import { keyedAnswer, keyOf } from "./idempotency.ts"
import { invalid, type Refused } from "./refused.ts"
import { type Asking, run } from "./run.ts"
import { bytesSent, jsonSent } from "./syntax.ts"
import { wireOf } from "./wire.ts"

type AnySpec = Spec<Access, unknown, unknown, unknown>
type AnyBody = Body<unknown, unknown>

/** Returns the body, checked by its rules, which may depend on what it is about, on the day, and on who may send it. */
const validBody = Effect.fnUntraced(function*(
  { child, schema }: AnyBody,
  sent: unknown,
  permit: Granted<Access>,
  query: unknown
) {
  const now = DateTime.formatIso(yield* DateTime.now)
  const read = schema(permit?.resource, now, { roles: permit?.roles ?? [], query }).safeParse(sent)
  return read.success ? read.data : yield* invalid(fieldErrors(read.error.issues, sent), child?.(permit?.resource))
})

/**
 * Does everything for one request: who asks, the form, whether they may, the content, then the operation. `wrong` is what is wrong with
 * path or query.
 */
const answered = Effect.fnUntraced(function*(
  c: Context,
  spec: AnySpec,
  asking: Asking,
  admit: Admit,
  wrong: Refused | undefined
) {
  const { access } = spec
  const principal = access === "public" ? undefined : yield* whoAsks(c, asking, admit)
  const sent = spec.body === undefined ? undefined : yield* jsonSent(c, spec.heaviestBody)
  const bytes = spec.rawBody === undefined
    ? new Uint8Array()
    : new Uint8Array(yield* bytesSent(c, spec.rawBody.heaviest))
  const key = spec.creates === undefined ? undefined : yield* keyOf(c)
  const permit = access === "public" || principal === undefined
    ? undefined
    : yield* access.check(principal, c.req.param() as unknown as { readonly id: string })
  if (wrong !== undefined) return yield* wrong
  const query = spec.query === undefined ? {} : c.req.valid("query" as never)
  const input: Input<Access, unknown, unknown, unknown> = {
    permit: permit as Granted<Access>,
    params: spec.params === undefined ? c.req.param() : c.req.valid("param" as never),
    query,
    body: spec.body === undefined ? undefined : yield* validBody(spec.body as AnyBody, sent, permit as never, query),
    bytes,
    expected: spec.conditional === true ? expectedVersion(c) : undefined
  }
  const answer = spec.handle(input)
  if (spec.creates === undefined || key === undefined || principal === undefined) return wireOf(yield* answer)
  const asked = { key, principal, route: spec.path, body: spec.rawBody === undefined ? sent : Base64Url.encode(bytes) }
  return yield* keyedAnswer(c, asked, spec.creates, answer)
})

/** Runs the request once, even if path or query are wrong: a caller who may not ask is told no more than that. */
const responder = (spec: AnySpec, admit: Admit) => (c: Context, wrong?: Refused): Promise<Response> => {
  const asking: Asking = {}
  return run(c, spec.path, asking, answered(c, spec, asking, admit, wrong))
}

const handlersOf = (spec: AnySpec) => (admit: Admit): ReadonlyArray<MiddlewareHandler> => {
  const respond = responder(spec, admit)
  const validated = (target: "param" | "query", schema: z.ZodType | undefined) =>
    schema === undefined ? [] : [
      zValidator(target, schema as z.ZodType<never>, (result, c) =>
        result.success ? undefined : respond(c, invalid(fieldErrors(result.error.issues, result.data))))
    ]
  return [...validated("param", spec.params), ...validated("query", spec.query), (c) => respond(c)]
}

/**
 * Makes an operation. Its handler gets the permit that its policy gives, and hands it on to a use case. An operation that everybody may use
 * says so. One that says neither does not compile.
 */
export const endpoint = <
  const A extends Access,
  P = A extends "public" ? unknown : { readonly id: string },
  Q = unknown,
  B = undefined
>(spec: Spec<A, P, Q, B>): Endpoint => {
  const { access, body, handle: _, ...described } = spec
  return {
    ...described,
    isPublic: access === "public",
    ...(body !== undefined && { body: body.document }),
    handlers: handlersOf(spec as unknown as AnySpec)
  }
}
