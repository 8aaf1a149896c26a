import { Data } from "effect"
import type { FieldProblem } from "../domain/words/field-codes.ts"
import type { Problem } from "./problem-wire.ts"

/** A request that HTTP alone refuses: by its form, its fields or its path. */
export class Refused extends Data.TaggedError("Refused")<{ readonly problem: Problem }> {}

export const refusedAs = (problem: Problem): Refused => new Refused({ problem })

/** Returns the refusal of what is well-formed but invalid: everything that is wrong, by pointer. */
export const invalid = (errors: ReadonlyArray<FieldProblem>, child?: string): Refused =>
  refusedAs({ status: 422, code: "invalid", errors, ...(child !== undefined && { child }) })
