import { DateTime, Effect, Option } from "effect"
import { Seals } from "../people/seals.port.ts"
import { InvitationExists } from "./errors.ts"
import { claimText, type Invitation, isActive } from "./invitation.ts"
import { type InvitationClaim, Invitations } from "./invitations.port.ts"

/** The key of the claim on this family and child: a seal, since keys show up in traces. */
export const claimKey = Effect.fnUntraced(function*(invitation: Parameters<typeof claimText>[0]) {
  return yield* (yield* Seals).seal("invitation-claim", claimText(invitation))
})

/** A crash leaves claims of invitations that were never stored, or were changed to another child; what is under way takes less. */
const abandonedAfterMs = 60_000

const isAbandoned = Effect.fnUntraced(function*(key: string, claim: InvitationClaim, now: string) {
  const holder = yield* (yield* Invitations).get(claim.invitation_id)
  const isHeld = Option.isSome(holder) && (yield* claimKey(holder.value)) === key
  if (!isHeld) return Date.parse(now) - Date.parse(claim.claimed_at) > abandonedAfterMs
  return holder.value.state !== "accepted" && !isActive(holder.value, now)
})

/** Takes the one claim that this family and child have, from nobody or from an invitation that is over. */
export const claimFamily = Effect.fnUntraced(function*(
  invitation: Pick<Invitation, "invitation_id" | "invited" | "parent_email" | "school_id">,
  expires_at?: string
) {
  const invitations = yield* Invitations
  const key = yield* claimKey(invitation)
  const { invitation_id } = invitation
  const now = DateTime.formatIso(yield* DateTime.now)
  const claim = { invitation_id, claimed_at: now, ...(expires_at !== undefined && { expires_at }) }
  const holder = yield* invitations.claim(key, claim, now, invitation_id)
  if (holder.invitation_id === invitation_id) return key
  if (!(yield* isAbandoned(key, holder, now))) {
    return yield* new InvitationExists({ invitation_id: holder.invitation_id })
  }
  const second = yield* invitations.claim(key, claim, now, holder.invitation_id)
  if (second.invitation_id === invitation_id) return key
  return yield* new InvitationExists({ invitation_id: second.invitation_id })
})
