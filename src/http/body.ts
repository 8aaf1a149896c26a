import type * as z from "zod"
import type { Body } from "./described.ts"
import { jsonSchema } from "./openapi/json-schema.ts"

/** A body whose rules are the same for all and every day. */
export const bodyOf = <S extends z.ZodType>(schema: S): Body<z.output<S>, unknown> => ({
  document: () => jsonSchema(schema, "input"),
  schema: () => schema as unknown as z.ZodType<z.output<S>>
})
