import { Effect } from "effect"
import { takeClaim } from "../../invitation/claim-family.ts"
import type { Claiming } from "../../invitation/claim-keys.ts"
import { claimStanding } from "../../invitation/claim-standing.ts"
import type { InvitationClaim } from "../../invitation/invitations.port.ts"
import { isDue } from "../../outbox/due.ts"
import { SecureRandom } from "../../secrets/secure-random.port.ts"
import { storeNow } from "../../store/now.ts"
import { StoreUnavailable } from "../../store/unavailable.ts"
import { type EnrollmentId, enrollmentIdOf } from "../../values/identifiers.ts"
import { later } from "../../values/instant.ts"
import type { Enrollment } from "../enrollment.ts"
import { firstSweepAfterMs } from "../provisioning.ts"

/**
 * The outcome of claiming a child for an enrollment. It is unknown if the store was away, or if another invitation is just about to take
 * the claim.
 */
export type ChildClaim =
  | { readonly _tag: "Taken" }
  | { readonly _tag: "Elsewhere"; readonly enrollment_id: EnrollmentId; readonly event_id: string }
  | { readonly _tag: "Unknown" }

/** Succeeds if the claim may be taken over. Another enrollment keeps its child; an invitation without an enrollment does not. */
const overcome = Effect.fnUntraced(function*(key: string, claim: InvitationClaim) {
  const standing = yield* claimStanding(key, claim, yield* storeNow)
  if (standing._tag === "UnderWay") {
    return yield* new StoreUnavailable({ store: "workflow", code: "claim_under_way" })
  }
  if (standing._tag === "GivenUp" || standing.enrollment === undefined) return
  return yield* Effect.fail(
    {
      _tag: "Elsewhere",
      enrollment_id: enrollmentIdOf(claim.invitation_id),
      event_id: yield* (yield* SecureRandom).uuid
    } as const satisfies ChildClaim
  )
})

/**
 * Takes the claim on the child that step 4 names, for its enrollment and for ever. Returns the outcome. Never fails, since step 4 waits for
 * no claim.
 */
export const claimChild = (child: Claiming) =>
  takeClaim(child, undefined, overcome).pipe(
    Effect.as<ChildClaim>({ _tag: "Taken" }),
    Effect.catchTag("Elsewhere", (elsewhere) => Effect.succeed<ChildClaim>(elsewhere)),
    Effect.catchTag("StoreUnavailable", () => Effect.succeed<ChildClaim>({ _tag: "Unknown" }))
  )

/** Whether the enrollment's child is to be claimed now. */
export const isClaimDue = ({ child_claim_due_at }: Enrollment, now: string): boolean =>
  child_claim_due_at !== undefined && isDue(child_claim_due_at, now, firstSweepAfterMs)

/** Returns the enrollment with the outcome of the claim: the other enrollment of the same child, or the outbox entry to try again. */
export const withClaim = (enrollment: Enrollment, claim: ChildClaim, now: string): Enrollment => {
  if (claim._tag === "Unknown") return { ...enrollment, child_claim_due_at: later(now, firstSweepAfterMs) }
  const { child_claim_due_at: _, same_child, ...rest } = enrollment
  if (claim._tag === "Taken") return rest
  const { enrollment_id, event_id } = claim
  const event = {
    id: event_id,
    at: now,
    actor: "system:claims",
    type: "same_child_elsewhere",
    subject: enrollment.enrollment_id,
    details: { version: enrollment.version }
  }
  return {
    ...rest,
    same_child: enrollment_id,
    events: same_child === enrollment_id ? rest.events : { ...rest.events, [event_id]: event }
  }
}
