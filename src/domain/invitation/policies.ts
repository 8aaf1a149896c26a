import { Effect } from "effect"
import { decideAnywhere, permitted } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import type { Invitation } from "./invitation.ts"

/** What may be done with one invitation. Their policies look at its enrollment too, and so are in that room. */
export const mayReadInvitation = permitted<"invitation.read", Invitation>("invitation.read")
export const mayChangeInvitation = permitted<"invitation.change", Invitation>("invitation.change")
export const mayRevokeInvitation = permitted<"invitation.revoke", Invitation>("invitation.revoke")
export const mayResendInvitation = permitted<"invitation.resend", Invitation>("invitation.resend")

export const createInvitationPolicy = {
  tag: permitted<"invitation.create", undefined>("invitation.create"),
  check: (principal: Principal) => Effect.fromResult(decideAnywhere("invitation.create", principal))
}
export const listInvitationsPolicy = {
  tag: permitted<"invitation.list", undefined>("invitation.list"),
  check: (principal: Principal) => Effect.fromResult(decideAnywhere("invitation.list", principal))
}
