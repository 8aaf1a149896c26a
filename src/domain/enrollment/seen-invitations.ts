import { Effect } from "effect"
import { InvitationNotFound } from "../invitation/errors.ts"
import { enrollmentIdOf } from "../invitation/identifiers.ts"
import type { Invitation } from "../invitation/invitation.ts"
import { isBlocked } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { belongingOf } from "./permits.ts"

/** An invitation, and what came of it. */
export interface SeenInvitation {
  readonly invitation: Invitation
  readonly enrollment: Enrollment | undefined
}

/** Custody is of the enrollment. Of one that cannot be read nobody knows from whom it is kept, so it is kept from all. */
const isKeptFrom = (principal: Principal, { enrollment, invitation }: SeenInvitation): boolean =>
  enrollment === undefined ? invitation.state === "accepted" : isBlocked(principal, belongingOf(enrollment))

/** These invitations with what came of each, but for those that custody keeps from the principal. All are read at once. */
export const seenInvitations = Effect.fnUntraced(
  function*(principal: Principal, invitations: ReadonlyArray<Invitation>) {
    const ids = invitations.map(({ invitation_id }) => enrollmentIdOf(invitation_id))
    const found = yield* (yield* Enrollments).getMany(ids)
    const byId = new Map(found.map((enrollment) => [enrollment.enrollment_id, enrollment]))
    return invitations
      .map((invitation): SeenInvitation => ({
        invitation,
        enrollment: byId.get(enrollmentIdOf(invitation.invitation_id))
      }))
      .filter((seen) => !isKeptFrom(principal, seen))
  }
)

/** The same for one; what is kept from the principal is not there. */
export const seenInvitation = Effect.fnUntraced(function*(principal: Principal, invitation: Invitation) {
  const [seen] = yield* seenInvitations(principal, [invitation])
  return seen ?? (yield* new InvitationNotFound())
})
