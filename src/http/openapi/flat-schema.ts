import type { JsonSchema } from "./json-schema.ts"
import { isSchema, remade } from "./schema-parts.ts"

const taken = (schema: JsonSchema, member: JsonSchema): boolean =>
  "$ref" in member || "$ref" in schema || Object.keys(member).some((keyword) => keyword in schema)

/**
 * Returns a schema with its `allOf` merged into itself, except where a keyword would be there twice. Most clients read this, and all show
 * it.
 */
export const flat = (schema: JsonSchema): JsonSchema =>
  remade(schema, ({ allOf, ...rest }) => {
    let merged: JsonSchema = rest
    const left: Array<JsonSchema> = []
    for (const member of allOf ?? []) {
      if (!isSchema(member) || taken(merged, member)) left.push(member as JsonSchema)
      else merged = { ...merged, ...member }
    }
    return left.length > 0 ? { ...merged, allOf: left } : merged
  })
