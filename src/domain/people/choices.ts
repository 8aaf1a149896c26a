import { Schema } from "effect"
import { refuses } from "../words/refusal.ts"

/** A list of at most 20 entries. */
export const listOf = <S extends Schema.Constraint>(item: S) =>
  Schema.Array(item).check(Schema.isMaxLength(20, refuses("too_many", { max: 20 })))

/** One of a few words. */
export const oneOf = <const Values extends ReadonlyArray<string>>(allowed: Values) =>
  Schema.Literals(allowed).annotate(refuses("not_in_list", { allowed }))
