import { Effect, Option, Result } from "effect"
import { InvitationNotFound } from "../invitation/errors.ts"
import { Invitations } from "../invitation/invitations.port.ts"
import { Permit } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import { isInvitationId } from "../values/identifiers.ts"
import { seenInvitation } from "./reading/seen-invitations.ts"

type OnInvitation = "invitation.read" | "invitation.change" | "invitation.revoke" | "invitation.resend"

/**
 * Returns the policy of an action on one invitation. It loads the invitation, and hides it from those whom it does not concern or whom
 * custody blocks.
 */
const onInvitation = <A extends OnInvitation>(action: A) => ({
  check: Effect.fnUntraced(function*(principal: Principal, { id }: { readonly id: string }) {
    if (!isInvitationId(id)) return yield* new InvitationNotFound()
    const found = yield* (yield* Invitations).get(id)
    if (Option.isNone(found)) return yield* new InvitationNotFound()
    const { invitation } = yield* seenInvitation(principal, found.value)
    const permit = Permit.decide(action, "invitation.read", principal, invitation, {
      school_id: invitation.school_id,
      coach_id: invitation.coach_id
    })
    if (Result.isSuccess(permit)) return permit.success
    return yield* permit.failure === "hidden" ? new InvitationNotFound() : permit.failure
  })
})

export const readInvitationPolicy = onInvitation("invitation.read")
export const changeInvitationPolicy = onInvitation("invitation.change")
export const revokeInvitationPolicy = onInvitation("invitation.revoke")
export const resendInvitationPolicy = onInvitation("invitation.resend")
