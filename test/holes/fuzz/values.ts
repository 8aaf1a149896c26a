import { Arbitrary, Effect, Schema, SchemaRepresentation } from "effect"
import type { Schema as JsonSchema } from "../document.ts"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const linked = <A>(part: A): A =>
  JSON.parse(JSON.stringify(part).replaceAll('"#/components/schemas/', '"#/$defs/')) as A

/** Values of a schema of the document: what a client would send who has read it. */
export const valuesOf = (schemas: Readonly<Record<string, JsonSchema>>) => {
  const definitions = linked(schemas)
  const known = new Map<JsonSchema, Arbitrary.Arbitrary<Json>>()
  const arbitraryOf = (schema: JsonSchema) => {
    const found = known.get(schema)
    if (found !== undefined) return found
    const imported = SchemaRepresentation.fromJsonSchemaDocument(
      { dialect: "draft-2020-12", schema: linked(schema), definitions },
      { patterns: "apply" }
    )
    const made = Arbitrary.schema(imported as Schema.Codec<Json>)
    known.set(schema, made)
    return made
  }
  return (schema: JsonSchema, seed: number, size: number): Json => {
    const [value = null] = Effect.runSync(Arbitrary.sampleEffect(arbitraryOf(schema), { count: 1, seed, size }))
    return value
  }
}
