import { Effect, Option, Result } from "effect"
import { decideAnywhere, Permit, permitted } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import { InvitationNotFound } from "./errors.ts"
import { isInvitationId } from "./identifiers.ts"
import type { Invitation } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"

type OnInvitation = "invitation.read" | "invitation.change" | "invitation.revoke" | "invitation.resend"

/** The policy of an action on one invitation: it is loaded, and hidden from whom it does not concern. */
const onInvitation = <A extends OnInvitation>(action: A) => ({
  tag: permitted<A, Invitation>(action),
  check: Effect.fnUntraced(function*(principal: Principal, { id }: { readonly id: string }) {
    if (!isInvitationId(id)) return yield* new InvitationNotFound()
    const found = yield* (yield* Invitations).get(id)
    if (Option.isNone(found)) return yield* new InvitationNotFound()
    const { coach_id, school_id } = found.value
    const permit = Permit.decide(action, "invitation.read", principal, found.value, { school_id, coach_id })
    if (Result.isSuccess(permit)) return permit.success
    return yield* permit.failure === "hidden" ? new InvitationNotFound() : permit.failure
  })
})

export const readInvitationPolicy = onInvitation("invitation.read")
export const changeInvitationPolicy = onInvitation("invitation.change")
export const revokeInvitationPolicy = onInvitation("invitation.revoke")
export const resendInvitationPolicy = onInvitation("invitation.resend")

export const createInvitationPolicy = {
  tag: permitted<"invitation.create", undefined>("invitation.create"),
  check: (principal: Principal) => Effect.fromResult(decideAnywhere("invitation.create", principal))
}
export const listInvitationsPolicy = {
  tag: permitted<"invitation.list", undefined>("invitation.list"),
  check: (principal: Principal) => Effect.fromResult(decideAnywhere("invitation.list", principal))
}
