import type { JsonSchema } from "./json-schema.ts"

/** The schemas that have a name of their own, by that name. */
export type Components = Record<string, unknown>

/** Returns a schema for its place in the document. Schemas with a name of their own stand once, among the components. */
export const placed = ({ $defs = {}, $schema: _, id, ...schema }: JsonSchema, components: Components): unknown => {
  const linked = (part: unknown): unknown =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/')) as unknown
  for (const [name, definition] of Object.entries($defs)) {
    const { $schema: __, id: ___, ...rest } = definition as JsonSchema
    components[name] = linked(rest)
  }
  if (typeof id !== "string") return linked(schema)
  components[id] = linked(schema)
  return { $ref: `#/components/schemas/${id}` }
}
