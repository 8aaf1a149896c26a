import { readInvitationPolicy } from "../../domain/enrollment/invitation-policies.ts"
import type { Principal } from "../../domain/people/principal.ts"

interface Kept {
  readonly invitation: { readonly invitation_id: string }
}

/** The kept answer goes only to a caller who may read its invitation today. */
export const keptInvitation = (principal: Principal, { invitation }: Kept) =>
  readInvitationPolicy.check(principal, { id: invitation.invitation_id })
