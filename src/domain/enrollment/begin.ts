import { DateTime, Effect, Option, type Redacted } from "effect"
import { claimFamily } from "../invitation/claim-family.ts"
import { InvitationExpired, InvitationNotFound, InvitationNotYours, InvitationRevoked } from "../invitation/errors.ts"
import { enrollmentIdOf, type InvitationId } from "../invitation/identifiers.ts"
import { type Invitation, isActive } from "../invitation/invitation.ts"
import { Invitations } from "../invitation/invitations.port.ts"
import { acceptInvitation } from "../invitation/transitions.ts"
import { openInvitation } from "../invitation/validate.ts"
import { logNewEvents } from "../people/event-log.ts"
import { occasionFor } from "../people/occasion.ts"
import { isBlocked } from "../people/permit.ts"
import { addressesOf } from "../people/person.ts"
import { holds, type Principal } from "../people/principal.ts"
import { findSchool } from "../school/find-school.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { EnrollmentNotFound } from "./errors.ts"
import { beginEnrollment } from "./initial.ts"
import { beginPolicy } from "./permits.ts"

/** A family begins with the token of its link; staff, for a family at the desk, with the invitation's id. */
export type BeginRequest =
  | { readonly invitation_token: Redacted.Redacted; readonly parent_email: string }
  | { readonly invitation_id: InvitationId; readonly parent_email?: string }

const isStaffOf = (principal: Principal, invitation: Invitation) =>
  holds(principal, ["registrar", "admin"], invitation.school_id)

const openByStaff = Effect.fnUntraced(function*(id: InvitationId, principal: Principal) {
  const found = yield* (yield* Invitations).get(id)
  return Option.isSome(found) && isStaffOf(principal, found.value) ? found.value : yield* new InvitationNotFound()
})

/** The invitation, if this address and this caller may use it. */
const invitationOf = Effect.fnUntraced(function*(request: BeginRequest, principal: Principal) {
  const invitation = yield* "invitation_token" in request
    ? openInvitation(request.invitation_token)
    : openByStaff(request.invitation_id, principal)
  const isOwn = principal._tag === "Person" && addressesOf(principal).includes(invitation.parent_email)
  const isNamed = request.parent_email === undefined || request.parent_email === invitation.parent_email
  return isNamed && (isOwn || isStaffOf(principal, invitation)) ? invitation : yield* new InvitationNotYours()
})

const markAccepted = Effect.fnUntraced(function*(invitation: Invitation, principal: Principal) {
  const { replace } = yield* Invitations
  const accepted = acceptInvitation(invitation, enrollmentIdOf(invitation.invitation_id), yield* occasionFor(principal))
  if (accepted === invitation) return
  yield* claimFamily(accepted).pipe(Effect.catchTag("InvitationExists", () => Effect.void))
  yield* replace(invitation, accepted)
  yield* logNewEvents(invitation, accepted)
}, Effect.catchTag("StaleVersion", () => Effect.void))

/**
 * One enrollment per invitation, for ever: `created` is false for every begin but the first. The invited address gets its enrollment
 * back at any time, also after the invitation has expired.
 */
export const begin = Effect.fn("begin")(function*(request: BeginRequest) {
  const { principal } = yield* beginPolicy.tag
  const enrollments = yield* Enrollments
  const invitation = yield* invitationOf(request, principal)
  const { invitation_id } = invitation
  const existing = yield* enrollments.get(enrollmentIdOf(invitation_id))
  const answer = (enrollment: Enrollment, created: boolean) =>
    Effect.as(markAccepted(invitation, principal), { enrollment, created, isFamily: !isStaffOf(principal, invitation) })
  if (Option.isSome(existing) && isBlocked(principal, existing.value)) return yield* new EnrollmentNotFound()
  if (Option.isSome(existing)) return yield* answer(existing.value, false)
  const now = DateTime.formatIso(yield* DateTime.now)
  if (invitation.state === "revoked") return yield* new InvitationRevoked({ invitation_id })
  if (!isActive(invitation, now)) return yield* new InvitationExpired({ invitation_id })
  const fresh = beginEnrollment(invitation, yield* findSchool(invitation.school_id), yield* occasionFor(principal))
  const stored = yield* enrollments.create(fresh)
  const created = Object.keys(fresh.events).every((id) => stored.events[id] !== undefined)
  if (created) yield* logNewEvents(undefined, stored)
  return yield* answer(stored, created)
})
