import type { Context } from "hono"
import { languageOf, type Problem, problemWire } from "./problem-wire.ts"
import { sent } from "./wire.ts"

/** Returns the problem as the answer to this request. */
export const problem = (c: Context, what: Problem): Response =>
  sent(c, problemWire(c.get("requestId"), what, languageOf(c)))

export const unexpected: Problem = { status: 500, code: "unexpected" }
