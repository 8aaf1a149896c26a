import { Effect, Option } from "effect"
import type { Principal } from "../people/principal.ts"
import { storeNow } from "../store/now.ts"
import { StoreUnavailable } from "../store/unavailable.ts"
import type { InvitationId } from "../values/identifiers.ts"
import { type Claiming, claimKeys } from "./claim-keys.ts"
import { claimStanding } from "./claim-standing.ts"
import { invitationExists } from "./exists.ts"
import { type InvitationClaim, Invitations } from "./invitations.port.ts"

/** If somebody else invites the same child at the same moment, the claim is looked at this many more times, each after twice the pause. */
const looks = 3
const firstPauseMs = 100

/** Succeeds if the claim was given up. While it is under way, nobody knows what will come of it, and the caller has to try again later. */
const givenUp = Effect.fnUntraced(function*(key: string, claim: InvitationClaim, principal: Principal) {
  for (let look = 0;; look++) {
    const standing = yield* claimStanding(key, claim, yield* storeNow)
    if (standing._tag === "GivenUp") return
    if (standing._tag === "Held") return yield* invitationExists(standing, principal)
    if (look === looks) return yield* new StoreUnavailable({ store: "workflow", code: "claim_under_way" })
    yield* Effect.sleep(firstPauseMs * 2 ** look)
  }
})

/**
 * Takes the one claim that this family and child have, for ever if no end is named. If somebody else holds it, `overcome` succeeds if it
 * may be taken from them. Returns the claim's key.
 */
export const takeClaim = Effect.fnUntraced(function*<E, R>(
  claiming: Claiming,
  expires_at: string | undefined,
  overcome: (key: string, claim: InvitationClaim) => Effect.Effect<void, E, R>
) {
  const { claim, holder } = yield* Invitations
  const { invitation_id } = claiming
  const [key, former] = yield* claimKeys(claiming)
  const earlier = former === undefined ? Option.none<InvitationClaim>() : yield* holder(former)
  if (former !== undefined && Option.isSome(earlier) && earlier.value.invitation_id !== invitation_id) {
    yield* overcome(former, earlier.value)
  }
  let over: InvitationId | InvitationClaim = invitation_id
  for (let attempt = 0; attempt < 5; attempt++) {
    const now = yield* storeNow
    const mine = { invitation_id, claimed_at: now, ...(expires_at !== undefined && { expires_at }) }
    const held: InvitationClaim = yield* claim(key, mine, now, over)
    if (held.invitation_id === invitation_id) return key
    yield* overcome(key, held)
    over = held
  }
  return yield* new StoreUnavailable({ store: "workflow", code: "claim_contended" })
})

/** Takes the claim if nobody holds it, or if its holder has given it up. Returns its key. */
export const claimFamily = (claiming: Claiming, principal: Principal, expires_at?: string) =>
  takeClaim(claiming, expires_at, (key, claim) => givenUp(key, claim, principal))

/** Releases every claim that the invitation holds on this family and child. */
export const releaseFamily = Effect.fnUntraced(function*(invitation: Claiming) {
  const { release } = yield* Invitations
  yield* Effect.forEach(yield* claimKeys(invitation), (key) => release(key, invitation.invitation_id), {
    discard: true
  })
})
