import * as z from "zod"

/** Something that can be done next: a request, and what to call it. */
export const NextAction = z.object({ action: z.string(), method: z.string(), href: z.string(), title: z.string() })
export type NextAction = z.infer<typeof NextAction>
