import * as z from "zod"
import { problemCodes } from "../../domain/words/problem-codes.ts"
import { recordCodes } from "../../domain/words/record-words.ts"
import { fieldCodes } from "../../domain/words/tell.ts"
import { pointedCodes } from "../failure.ts"
import { InvitedAlready } from "../representations/invited-already.ts"

/** Every code that one wrong field is reported with: those of a request, of student records, and of a problem that is about one field. */
const errorCodes = [...new Set([...fieldCodes, ...recordCodes, ...pointedCodes])].toSorted()

/**
 * A problem (RFC 9457) as it is answered. Titles, details and messages are in the language of `Accept-Language` (en, es); codes are stable.
 */
export const Problem = z.object({
  type: z.enum(problemCodes.map((code) => `/problems/${code}`)),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string(),
  errors: z.array(z.object({
    pointer: z.string().meta({ description: "JSON Pointer (RFC 6901) into the body" }),
    code: z.enum(errorCodes),
    params: z.record(z.string(), z.unknown()).optional().meta({
      description: "What a client needs for words of its own: max, min, allowed, decimals, days, expected"
    }),
    message: z.string()
  })).optional(),
  errors_left_out: z.int().optional().meta({ description: "So many errors more: at most 100 are told" }),
  error: z.string().meta({ description: "The title again" }),
  retry_after_minutes: z.int().optional(),
  ...InvitedAlready.partial().shape
}).meta({ id: "Problem" })
