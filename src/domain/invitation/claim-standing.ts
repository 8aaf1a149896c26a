import { Effect, Option } from "effect"
import { claimKeys } from "./claim-keys.ts"
import { type Invitation, isActive, namesChild } from "./invitation.ts"
import { type BegunEnrollment, type InvitationClaim, Invitations } from "./invitations.port.ts"

/**
 * A claim is taken before the item that it is for is written. Between the two, a store may take 7 s for each, and clocks may differ by 5 s.
 * After this time, whoever took the claim has died.
 */
const underWayMs = 20_000

const isUnderWay = ({ claimed_at }: InvitationClaim, now: string): boolean =>
  Math.abs(Date.parse(now) - Date.parse(claimed_at)) <= underWayMs

export type ClaimStanding =
  | { readonly _tag: "GivenUp" }
  | { readonly _tag: "UnderWay" }
  | { readonly _tag: "Held"; readonly invitation: Invitation; readonly enrollment: BegunEnrollment | undefined }

const givenUp: ClaimStanding = { _tag: "GivenUp" }

/**
 * Returns what the claim of another invitation is worth. The invitation holds it while it can be accepted; from then on its enrollment
 * holds it until that is erased. An invitation that names no child holds it only until it is accepted. A claim whose holder has this child
 * under neither name is given up, or under way.
 */
export const claimStanding = Effect.fnUntraced(function*(key: string, claim: InvitationClaim, now: string) {
  const { begun, get } = yield* Invitations
  const [found, begunWith] = yield* Effect.all([get(claim.invitation_id), begun(claim.invitation_id)], {
    concurrency: 2
  })
  const enrollment = Option.getOrUndefined(begunWith)
  const maybe: ClaimStanding = isUnderWay(claim, now) ? { _tag: "UnderWay" } : givenUp
  if (Option.isNone(found)) return maybe
  const invitation = found.value
  const held: ClaimStanding = { _tag: "Held", invitation, enrollment }
  const isUnder = (invited: Invitation["invited"]) =>
    Effect.map(claimKeys({ ...invitation, invited }), (keys) => (keys as ReadonlyArray<string>).includes(key))
  const isInvited = yield* isUnder(invitation.invited)
  if (enrollment?.standing === "erased") return givenUp
  if (enrollment?.child !== undefined && (yield* isUnder(enrollment.child))) return held
  if (!isInvited) return maybe
  if (enrollment !== undefined || invitation.state === "accepted") {
    return namesChild(invitation.invited) ? held : givenUp
  }
  if (isActive(invitation, now)) return held
  return invitation.state === "revoked" ? givenUp : maybe
})
