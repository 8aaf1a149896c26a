import type { Context } from "hono"
import type { FieldProblem } from "../domain/words/field-codes.ts"
import { languageOf, type Problem, problemWire } from "./problem-wire.ts"
import { sent } from "./wire.ts"

/** The problem as the answer to this request. */
export const problem = (c: Context, what: Problem): Response =>
  sent(c, problemWire(c.get("requestId") as string, what, languageOf(c)))

/** Well-formed but invalid: all that is wrong, by pointer. */
export const invalid = (errors: ReadonlyArray<FieldProblem>, child?: string): Problem => ({
  status: 422,
  code: "invalid",
  errors,
  ...(child !== undefined && { child })
})

export const unexpected: Problem = { status: 500, code: "unexpected" }
