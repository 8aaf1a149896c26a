import { isBlocked } from "../people/permit.ts"
import { holds, type Principal } from "../people/principal.ts"
import { enrollmentIdOf } from "../values/identifiers.ts"
import type { ClaimStanding } from "./claim-standing.ts"
import { InvitationExists } from "./errors.ts"
import { type Invitation, namesChild } from "./invitation.ts"

const isStaff = (principal: Principal, { school_id }: Invitation) => holds(principal, ["registrar", "admin"], school_id)

const mayResend = (principal: Principal, invitation: Invitation) =>
  isStaff(principal, invitation) || principal._tag === "Person" && principal.id === invitation.coach_id

/**
 * Returns why a family cannot be invited for this child, and what the caller can do instead. A caller who may not know of the enrollment is
 * not told that there is one.
 */
export const invitationExists = (
  { enrollment, invitation }: Extract<ClaimStanding, { readonly _tag: "Held" }>,
  principal: Principal
): InvitationExists => {
  const { invitation_id, invited } = invitation
  const is_named = namesChild(invited)
  if (enrollment === undefined) {
    const resend = mayResend(principal, invitation) ? ["resend" as const] : []
    const next_actions = is_named ? resend : ["name_child" as const, ...resend]
    return new InvitationExists({ invitation_id, reason: "invited", is_named, next_actions })
  }
  if (enrollment.standing === "erased" || isBlocked(principal, enrollment)) {
    return new InvitationExists({ invitation_id, reason: "invited", is_named, next_actions: [] })
  }
  const isByStaff = isStaff(principal, invitation)
  return new InvitationExists({
    invitation_id,
    reason: `enrollment_${enrollment.standing}`,
    is_named,
    next_actions: enrollment.standing !== "closed" ? ["sign_in"] : isByStaff ? ["reopen"] : [],
    ...(isByStaff && { enrollment_id: enrollmentIdOf(invitation_id) })
  })
}
