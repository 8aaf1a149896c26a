import * as z from "zod"
import type { InvitationExists } from "../domain/invitation/errors.ts"
import { existing, type insteadOfInviting } from "../domain/invitation/existing.ts"
import { enrollmentIdOf, InvitationId } from "../domain/invitation/identifiers.ts"
import { NextAction } from "./next-action.ts"

/** What a problem says of a family that cannot be invited. */
export const InvitedAlready = z.object({
  reason: z.enum(existing).meta({ description: "invitation-exists: what is there for this child" }),
  next_actions: z.array(NextAction).meta({ description: "invitation-exists: what to do instead" }),
  enrollment_id: z.string().meta({ description: "invitation-exists, for staff of the school" })
})

const actions: Readonly<Record<(typeof insteadOfInviting)[number], (id: InvitationId) => Omit<NextAction, "action">>> =
  {
    name_child: () => ({ method: "POST", href: "/parent-invitations", title: "Invite again and name the child" }),
    resend: (id) => ({ method: "PUT", href: `/parent-invitations/${id}/resend`, title: "Send the invitation again" }),
    sign_in: () => ({ method: "POST", href: "/auth/magic-link", title: "Have a sign-in link mailed to the family" }),
    reopen: (id) => ({
      method: "POST",
      href: `/admissions/enrollments/${enrollmentIdOf(id)}/reopen`,
      title: "Reopen the enrollment"
    })
  }

/** What a family that cannot be invited has already, and what to do instead. */
export const invitedAlready = ({ enrollment_id, invitation_id, next_actions, reason }: InvitationExists) => ({
  reason,
  next_actions: next_actions.map((action) => ({ action, ...actions[action](InvitationId.make(invitation_id)) })),
  ...(enrollment_id !== undefined && { enrollment_id })
})
