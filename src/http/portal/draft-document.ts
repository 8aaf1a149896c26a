import type { JsonSchema } from "../openapi/json-schema.ts"
import { remade } from "../openapi/schema-parts.ts"

const ofCompleteSteps: ReadonlySet<string> = new Set([
  "required",
  "enum",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems"
])

/** What both stores can hold as a text. */
const storable = "^[^\\u0000\\uD800-\\uDFFF]*$"

/** Returns a step of which nothing is required, and whose texts may be anything. */
export const draftOf = (step: JsonSchema): JsonSchema =>
  remade(step, (part) => ({
    ...Object.fromEntries(Object.entries(part).filter(([keyword]) => !ofCompleteSteps.has(keyword))),
    ...(part.type === "string" && { pattern: storable })
  }))
