import { Schema, SchemaTransformation } from "effect"
import { refuses } from "../words/refusal.ts"

/** A list of at most `max` entries. They are counted before they are looked at, so that a thousand wrong ones are one problem. */
export const listOf = <S extends Schema.Constraint>(item: S, max = 20) => {
  const few = Schema.isMaxLength(max, refuses("too_many", { max }))
  return Schema.Array(Schema.Unknown).check(few).pipe(
    Schema.decodeTo(Schema.Array(item).check(few), SchemaTransformation.passthrough({ strict: false }))
  )
}

/** One of a few words. */
export const oneOf = <const Values extends ReadonlyArray<string>>(allowed: Values) =>
  Schema.Literals(allowed).annotate(refuses("not_in_list", { allowed }))
