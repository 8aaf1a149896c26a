import { Effect } from "effect"
import { InvitationNotFound } from "../../invitation/errors.ts"
import type { Invitation } from "../../invitation/invitation.ts"
import { isBlocked } from "../../people/permit.ts"
import type { Principal } from "../../people/principal.ts"
import { enrollmentIdOf } from "../../values/identifiers.ts"
import type { Enrollment } from "../enrollment.ts"
import { Enrollments, type Standing } from "../enrollments.port.ts"
import { belongingOf } from "../policies.ts"

/** An invitation, and the enrollment that came of it. */
export interface SeenInvitation {
  readonly invitation: Invitation
  readonly enrollment: Enrollment | undefined
}

/**
 * Returns the ids of enrollments that exist but cannot be read. A begin that was cut short leaves an accepted invitation without one, so
 * not finding it says nothing yet.
 */
const unreadable = Effect.fnUntraced(function*(seen: ReadonlyArray<SeenInvitation>) {
  const missing = seen.filter(({ enrollment, invitation }) =>
    enrollment === undefined && invitation.state === "accepted"
  )
  const ids = missing.map(({ invitation }) => enrollmentIdOf(invitation.invitation_id))
  const standings = ids.length === 0 ? new Map<string, Standing>() : yield* (yield* Enrollments).standings(ids)
  return new Set(standings.keys())
})

/**
 * Returns these invitations with what came of each, except those that custody keeps from the principal. All are read at once. If an
 * enrollment cannot be read, nobody knows from whom it is kept, so it is kept from all.
 */
export const seenInvitations = Effect.fnUntraced(
  function*(principal: Principal, invitations: ReadonlyArray<Invitation>) {
    const ids = invitations.map(({ invitation_id }) => enrollmentIdOf(invitation_id))
    const found = yield* (yield* Enrollments).getMany(ids)
    const byId = new Map(found.map((enrollment) => [enrollment.enrollment_id, enrollment]))
    const all = invitations.map((invitation): SeenInvitation => ({
      invitation,
      enrollment: byId.get(enrollmentIdOf(invitation.invitation_id))
    }))
    const lost = yield* unreadable(all)
    return all.filter(({ enrollment, invitation: { invitation_id } }) =>
      enrollment === undefined
        ? !lost.has(enrollmentIdOf(invitation_id))
        : !isBlocked(principal, belongingOf(enrollment))
    )
  }
)

/** Does the same for one invitation. Fails with `InvitationNotFound` if it is kept from the principal. */
export const seenInvitation = Effect.fnUntraced(function*(principal: Principal, invitation: Invitation) {
  const [seen] = yield* seenInvitations(principal, [invitation])
  return seen ?? (yield* new InvitationNotFound())
})
