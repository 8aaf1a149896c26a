import * as z from "zod"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import type { View } from "../entity-tag.ts"

const GuardianView = z.object({ email: z.string(), state: z.enum(["confirmed", "pending"]) }).meta({ id: "Guardian" })

export const guardiansShape = z.array(GuardianView).meta({
  description: "Further guardians; pending: named, and has not opened the mailed link yet. For the family and staff"
})

/** Returns further guardians, and who was named as one. Only the family and staff may know them. */
export const shownGuardians = (
  { guardians = [], pending_guardians = [] }: Enrollment,
  view: View
): z.infer<typeof guardiansShape> =>
  view !== "family" && view !== "staff" ? [] : [
    ...guardians.map((email) => ({ email, state: "confirmed" as const })),
    ...pending_guardians.map((email) => ({ email, state: "pending" as const }))
  ]
