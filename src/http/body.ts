import type * as z from "zod"
import type { Body } from "./described.ts"
import { jsonSchema } from "./openapi/json-schema.ts"

/** Returns a body whose rules are the same for everybody and on every day. */
export const bodyOf = <S extends z.ZodType>(schema: S): Body<z.output<S>, unknown> => ({
  document: () => jsonSchema(schema, "input"),
  schema: () => schema as unknown as z.ZodType<z.output<S>>
})
