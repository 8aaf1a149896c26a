import { Arbitrary, Effect, Schema, SchemaRepresentation } from "effect"
import type { Schema as JsonSchema } from "../document.ts"
import { withRanges } from "./unicode-ranges.ts"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const linked = <A>(part: A): A =>
  JSON.parse(
    JSON.stringify(part).replaceAll('"#/components/schemas/', '"#/$defs/'),
    (keyword, value: unknown) => keyword === "pattern" && typeof value === "string" ? withRanges(value) : value
  ) as A

const importedFrom = (schemas: Readonly<Record<string, JsonSchema>>) => {
  const definitions = linked(schemas)
  return (schema: JsonSchema) =>
    SchemaRepresentation.fromJsonSchemaDocument(
      { dialect: "draft-2020-12", schema: linked(schema), definitions },
      { patterns: "apply" }
    ) as Schema.Codec<Json>
}

/** Returns a function that tells whether a value is what a schema of the document wants. */
export const validatorOf = (schemas: Readonly<Record<string, JsonSchema>>) => {
  const imported = importedFrom(schemas)
  return (schema: JsonSchema, value: unknown): boolean => Schema.is(imported(schema))(value)
}

/** Makes values for a schema of the document: what a client would send that has read it. */
export const valuesOf = (schemas: Readonly<Record<string, JsonSchema>>) => {
  const imported = importedFrom(schemas)
  const known = new Map<JsonSchema, Arbitrary.Arbitrary<Json>>()
  const arbitraryOf = (schema: JsonSchema) => {
    const found = known.get(schema)
    if (found !== undefined) return found
    const made = Arbitrary.schema(imported(schema))
    known.set(schema, made)
    return made
  }
  return (schema: JsonSchema, seed: number, size: number): Json => {
    const sample = (size: number, seed: number) => Arbitrary.sampleEffect(arbitraryOf(schema), { count: 1, seed, size })
    // A large schema is too much for a large value, and some seeds hardly ever match its patterns.
    const smaller = Array.from({ length: 20 }, (_, offset) => sample(1, (seed + offset) % 2 ** 31))
    const [value = null] = Effect.runSync(Effect.firstSuccessOf([sample(size, seed), ...smaller]))
    return value
  }
}
