import { Result, Schema } from "effect"
import * as z from "zod"
import { decodeStrictly } from "../../domain/values/field-problems.ts"
import type { FieldProblem } from "../../domain/words/field-codes.ts"
import { flat } from "./flat-schema.ts"
import { documented, type JsonSchema } from "./json-schema.ts"

/** Returns the JSON Schema of what a domain schema accepts in its canonical form (draft 2020-12, as OpenAPI 3.1 wants it). */
export const jsonSchemaOf = (schema: Schema.Constraint): JsonSchema => {
  const { definitions, schema: root } = Schema.toJsonSchemaDocument(Schema.toType(schema), {
    onExcessProperty: "error"
  })
  return flat((Object.keys(definitions).length > 0 ? { ...root, $defs: definitions } : root) as JsonSchema)
}

const keysOf = (pointer: string): Array<string> =>
  pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))

/** Returns a zod type whose rules are the domain's: one issue per path with its code, and the domain's own JSON Schema. */
export const fromDecoder = <A>(
  decode: (input: unknown) => Result.Result<A, ReadonlyArray<FieldProblem>>,
  document: () => JsonSchema = () => ({})
) =>
  documented(
    z.unknown().transform((input, context): A => {
      const decoded = decode(input)
      if (Result.isSuccess(decoded)) return decoded.success
      for (const { pointer, ...refusal } of decoded.failure) {
        context.addIssue({ code: "custom", message: refusal.code, path: keysOf(pointer), params: refusal })
      }
      return z.NEVER
    }),
    document
  )

/** Does the same for a schema of the domain. */
export const fromDomain = <S extends Schema.ConstraintDecoder<unknown>>(
  schema: S,
  prepare: (input: unknown) => unknown = (input) => input
) => {
  const decode = decodeStrictly(schema)
  return fromDecoder(
    (input): Result.Result<S["Type"], ReadonlyArray<FieldProblem>> => decode(prepare(input)),
    () => jsonSchemaOf(schema)
  )
}
