import { Effect } from "effect"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import { claimText, formerClaimText, type Invitation } from "./invitation.ts"

/** What a claim is about: who is invited, and by which invitation. */
export type Claiming = Pick<Invitation, "invitation_id" | "invited" | "parent_email" | "school_id">

const sealed = Effect.fnUntraced(function*(text: string) {
  return yield* (yield* KeyedHash).of("invitation-claim", text)
})

/** Returns the key of the claim on this family and child: a keyed hash, since keys show up in traces. */
export const claimKey = (invitation: Claiming) => sealed(claimText(invitation))

/** Returns all keys under which a claim on this family and child may stand: the key, and the one of earlier releases if it differs. */
export const claimKeys = Effect.fnUntraced(function*(invitation: Claiming) {
  const key = yield* claimKey(invitation)
  const former = formerClaimText(invitation)
  return former === claimText(invitation) ? [key] as const : [key, yield* sealed(former)] as const
})
