import * as z from "zod"
import type { InvitationExists } from "../../domain/invitation/errors.ts"
import { existing, type insteadOfInviting } from "../../domain/invitation/existing.ts"
import { enrollmentIdOf, InvitationId } from "../../domain/values/identifiers.ts"
import type { Language } from "../../domain/words/language.ts"
import { say } from "../../domain/words/said.ts"
import { NextAction } from "./next-action.ts"

/** What a problem says about a family that cannot be invited. */
export const InvitedAlready = z.object({
  reason: z.enum(existing).meta({ description: "invitation-exists: what is there for this child" }),
  next_actions: z.array(NextAction).meta({ description: "invitation-exists: what to do instead" }),
  enrollment_id: z.string().meta({ description: "invitation-exists, for staff of the school" })
})

const actions: Readonly<
  Record<(typeof insteadOfInviting)[number], (id: InvitationId) => Omit<NextAction, "action" | "title">>
> = {
  name_child: () => ({ method: "POST", href: "/parent-invitations" }),
  resend: (id) => ({ method: "PUT", href: `/parent-invitations/${id}/resend` }),
  sign_in: () => ({ method: "POST", href: "/auth/magic-link" }),
  reopen: (id) => ({
    method: "POST",
    href: `/admissions/enrollments/${enrollmentIdOf(id)}/reopen`
  })
}

/** Returns what a family that cannot be invited has already, and what to do instead. */
export const invitedAlready = (
  { enrollment_id, invitation_id, next_actions, reason }: InvitationExists,
  language: Language
) => ({
  reason,
  next_actions: next_actions.map((action) => ({
    action,
    ...actions[action](InvitationId.make(invitation_id)),
    title: say(action === "reopen" ? "reopen_enrollment" : action, language)
  })),
  ...(enrollment_id !== undefined && { enrollment_id })
})
