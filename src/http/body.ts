import * as z from "zod"
import type { Body } from "./endpoint.ts"

/** A body whose rules are the same for all and every day. */
export const bodyOf = <S extends z.ZodType>(schema: S): Body<z.output<S>, unknown> => ({
  document: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
  schema: () => schema as unknown as z.ZodType<z.output<S>>
})
