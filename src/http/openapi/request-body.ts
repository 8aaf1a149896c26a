import { type Components, placed } from "./components.ts"
import type { JsonSchema } from "./json-schema.ts"
import { titled } from "./titled-schema.ts"

/** Returns what OpenAPI says about a body. The first example of its schema becomes the body's. */
export const requestBodyOf = (document: JsonSchema, components: Components) => {
  const { examples: [example] = [], ...schema } = document
  return {
    required: true,
    content: {
      "application/json": {
        schema: placed(titled(schema), components),
        ...(example !== undefined && { example })
      }
    }
  }
}
