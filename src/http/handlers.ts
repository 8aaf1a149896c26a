import { zValidator } from "@hono/zod-validator"
import { Effect, Exit } from "effect"
import type { Context, MiddlewareHandler } from "hono"
import type * as z from "zod"
import type { Role } from "../domain/people/principal.ts"
import type { Answer } from "./answer.ts"
import type { Body, Described, Input } from "./described.ts"
import { expectedVersion } from "./entity-tag.ts"
import type { ApiError } from "./failure.ts"
import { fieldErrors } from "./field-errors.ts"
import { keyCheck, keyedAnswer } from "./idempotency.ts"
import { invalid, problem } from "./problem.ts"
import { firstFailure, run } from "./run.ts"
import type { Services } from "./services.ts"
import { syntaxChecks } from "./syntax.ts"
import { sentUnlessKnown, wireOf } from "./wire.ts"

const validated = <T extends "param" | "query" | "json">(target: T, schema: z.ZodType, child?: string) =>
  zValidator(
    target,
    schema as z.ZodType<never>,
    (result, c) =>
      result.success ? undefined : problem(c, invalid(fieldErrors(result.error.issues, result.data), child))
  )

/** The order of checks of every operation: form, may, content; then its effect, and its answer. */
export const handlersOf = (
  spec: Described<unknown, unknown>,
  body: Body<unknown, never> | undefined,
  permit: MiddlewareHandler | undefined,
  effect: (c: Context, input: Input<never, never, never>) => Effect.Effect<Answer, ApiError, Services>
): ReadonlyArray<MiddlewareHandler> => [
  ...(body === undefined ? [] : syntaxChecks(spec.heaviestBody)),
  ...(spec.creates === undefined ? [] : [keyCheck]),
  ...(permit === undefined ? [] : [permit]),
  ...(spec.params === undefined ? [] : [validated("param", spec.params)]),
  ...(spec.query === undefined ? [] : [validated("query", spec.query)]),
  ...(body === undefined ?
    [] :
    [
      ((c, next) => {
        const resource = c.get("resource") as never
        const given = {
          roles: (c.get("permit") as { readonly roles: ReadonlyArray<Role> } | undefined)?.roles ?? [],
          query: spec.query === undefined ? {} : c.req.valid("query" as never)
        }
        return validated("json", body.schema(resource, c.get("now") as string, given), body.child?.(resource))(c, next)
      }) satisfies MiddlewareHandler
    ]),
  async (c) => {
    const valid = (target: "param" | "query" | "json") => c.req.valid(target as never)
    const answer = effect(c, {
      params: (spec.params === undefined ? c.req.param() : valid("param")) as never,
      query: (spec.query === undefined ? {} : valid("query")) as never,
      body: (body === undefined ? undefined : valid("json")) as never,
      expected: spec.conditional === true ? expectedVersion(c) : undefined
    })
    const wire = spec.creates === undefined
      ? Effect.map(answer, wireOf)
      : keyedAnswer(c, spec.path, spec.creates, answer)
    const exit = await run(c, spec.path, wire)
    return Exit.isSuccess(exit) ? sentUnlessKnown(c, exit.value) : firstFailure(exit)
  }
]
