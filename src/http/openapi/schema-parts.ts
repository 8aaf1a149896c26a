import type { JsonSchema } from "./json-schema.ts"

type Part = Readonly<Record<string, unknown>>

/** Keywords that hold schemas: by name, in a list, or just one. */
const named: ReadonlySet<string> = new Set(["properties", "patternProperties", "$defs"])
const listed: ReadonlySet<string> = new Set(["allOf", "anyOf", "oneOf", "prefixItems"])
const single: ReadonlySet<string> = new Set(["items", "additionalProperties", "propertyNames", "not"])

export const isSchema = (part: unknown): part is JsonSchema =>
  typeof part === "object" && part !== null && !Array.isArray(part)

/**
 * Remakes a schema from its parts, inner ones first. `field` is the property that a part describes, if any; entries of a list belong to it.
 */
export const remade = (
  schema: JsonSchema,
  change: (part: JsonSchema, field: string) => JsonSchema,
  field = ""
): JsonSchema => {
  const inner = (part: unknown, name = field) => isSchema(part) ? remade(part, change, name) : part
  const parts = Object.entries(schema as Part).map(([keyword, part]): [string, unknown] => {
    if (named.has(keyword)) {
      return [
        keyword,
        Object.fromEntries(Object.entries(part as Part).map(([name, each]) => [name, inner(each, name)]))
      ]
    }
    if (listed.has(keyword)) return [keyword, (part as ReadonlyArray<unknown>).map((each) => inner(each))]
    return [keyword, single.has(keyword) ? inner(part) : part]
  })
  return change(Object.fromEntries(parts) as JsonSchema, field)
}
