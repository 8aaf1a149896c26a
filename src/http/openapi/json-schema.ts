import * as z from "zod"

export type JsonSchema = z.core.JSONSchema.BaseSchema

const documents = new WeakMap<z.core.$ZodType, () => JsonSchema>()

/**
 * Says what describes a type. The description is made when somebody asks for the document: few processes are ever asked, and each would pay
 * at its start.
 */
export const documented = <T extends z.ZodType>(type: T, document: () => JsonSchema): T => {
  documents.set(type, document)
  return type
}

/** Returns the JSON Schema of what a type takes or gives. */
export const jsonSchema = (type: z.ZodType, io: "input" | "output"): JsonSchema =>
  z.toJSONSchema(type, {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema, zodSchema }) => void Object.assign(jsonSchema, documents.get(zodSchema)?.())
  })
