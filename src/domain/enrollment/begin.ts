import { DateTime, Effect, Option, type Redacted, Result } from "effect"
import { logNewEvents } from "../history/event-log.ts"
import { claimFamily } from "../invitation/claim-family.ts"
import { InvitationExpired, InvitationNotFound, InvitationNotYours, InvitationRevoked } from "../invitation/errors.ts"
import { type Invitation, isActive, namesChild } from "../invitation/invitation.ts"
import { Invitations } from "../invitation/invitations.port.ts"
import { acceptInvitation } from "../invitation/transitions.ts"
import { openInvitation } from "../invitation/validate.ts"
import { changeContextFor } from "../people/change-context.ts"
import { permissions } from "../people/permissions.ts"
import type { PermitOf } from "../people/permit.ts"
import { rolesTowards } from "../people/permit.ts"
import { addressesOf } from "../people/person.ts"
import { holds, type Principal } from "../people/principal.ts"
import { findSchool } from "../school/find-school.ts"
import { decideOnVersion } from "../store/decide-on-version.ts"
import { enrollmentIdOf, type InvitationId } from "../values/identifiers.ts"
import type { Enrollment } from "./enrollment.ts"
import { Enrollments } from "./enrollments.port.ts"
import { EnrollmentNotFound } from "./errors.ts"
import { beginEnrollment } from "./initial.ts"
import { beginPolicy, belongingOf } from "./policies.ts"

/** A family begins with the token from its link. Staff who begin for a family at the desk use the invitation's id. */
export type BeginRequest =
  | { readonly invitation_token: Redacted.Redacted; readonly parent_email: string }
  | { readonly invitation_id: InvitationId; readonly parent_email?: string }

const isStaffOf = (principal: Principal, invitation: Invitation) =>
  holds(principal, ["registrar", "admin"], invitation.school_id)

/** Whether an enrollment that was begun is the principal's. It stays with its family even if the invited address has another owner now. */
const isTheirs = (principal: Principal, enrollment: Enrollment) =>
  rolesTowards(principal, belongingOf(enrollment)).some((role) =>
    permissions["enrollment.begin"].includes(role as never)
  )

const openByStaff = Effect.fnUntraced(function*(id: InvitationId, principal: Principal) {
  const found = yield* (yield* Invitations).get(id)
  return Option.isSome(found) && isStaffOf(principal, found.value) ? found.value : yield* new InvitationNotFound()
})

/** Returns the invitation if this address and this caller may use it. Fails with `InvitationNotYours` otherwise. */
const invitationOf = Effect.fnUntraced(function*(request: BeginRequest, principal: Principal) {
  const invitation = yield* "invitation_token" in request
    ? openInvitation(request.invitation_token)
    : openByStaff(request.invitation_id, principal)
  const isOwn = principal._tag === "Person" && addressesOf(principal).includes(invitation.parent_email)
  const isNamed = request.parent_email === undefined || request.parent_email === invitation.parent_email
  return isNamed && (isOwn || isStaffOf(principal, invitation)) ? invitation : yield* new InvitationNotYours()
})

/** Returns the invitation if an enrollment may begin with it: it is open, or an earlier begin accepted it and got no further. */
const beginnable = (
  invitation: Invitation,
  now: string
): Result.Result<Invitation, InvitationExpired | InvitationRevoked> => {
  const { invitation_id, state } = invitation
  if (state === "revoked") return Result.fail(new InvitationRevoked({ invitation_id }))
  return state === "accepted" || isActive(invitation, now)
    ? Result.succeed(invitation)
    : Result.fail(new InvitationExpired({ invitation_id }))
}

const reload = Effect.fnUntraced(function*(id: InvitationId) {
  const found = yield* (yield* Invitations).get(id)
  return Option.isSome(found) ? found.value : yield* new InvitationNotFound()
})

/**
 * Accepts the invitation if `check` still allows it. From then on the claim on the child belongs to its enrollment, unless another
 * invitation or its enrollment holds that claim.
 */
const accepted = Effect.fnUntraced(function*<E>(
  invitation: Invitation,
  principal: Principal,
  check: (invitation: Invitation) => Result.Result<Invitation, E>
) {
  const { invitation_id: id } = invitation
  if (invitation.state === "accepted") return
  if (namesChild(invitation.invited)) {
    yield* claimFamily(invitation, principal).pipe(Effect.catchTag("InvitationExists", () => Effect.void))
  }
  const context = yield* changeContextFor(principal)
  const { after, before } = yield* decideOnVersion({
    id,
    first: invitation,
    expected: undefined,
    decide: (current) => Result.map(check(current), (may) => acceptInvitation(may, enrollmentIdOf(id), context)),
    store: (yield* Invitations).replace,
    reload: reload(id)
  })
  yield* logNewEvents(before, after)
})

/**
 * Begins the enrollment of an invitation. There is one per invitation, for ever: `created` is false for every begin but the first. The
 * invited address gets its enrollment back at any time, even after the invitation has expired. The invitation is accepted before the
 * enrollment is stored. An accepted invitation can no longer be revoked, so no enrollment begins with a revoked one.
 */
export const begin = Effect.fn("begin")(function*({ principal }: PermitOf<typeof beginPolicy>, request: BeginRequest) {
  const enrollments = yield* Enrollments
  const invitation = yield* invitationOf(request, principal)
  const existing = yield* enrollments.get(enrollmentIdOf(invitation.invitation_id))
  const answer = (enrollment: Enrollment, created: boolean) => ({
    enrollment,
    created,
    isFamily: !isStaffOf(principal, invitation)
  })
  if (Option.isSome(existing)) {
    if (!isTheirs(principal, existing.value)) return yield* new EnrollmentNotFound()
    yield* accepted(invitation, principal, Result.succeed)
    return answer(existing.value, false)
  }
  const now = DateTime.formatIso(yield* DateTime.now)
  const check = (current: Invitation) => beginnable(current, now)
  yield* Effect.fromResult(check(invitation))
  const fresh = beginEnrollment(invitation, yield* findSchool(invitation.school_id), yield* changeContextFor(principal))
  yield* accepted(invitation, principal, check)
  const stored = yield* enrollments.create(fresh)
  const created = Object.keys(fresh.events).every((id) => stored.events[id] !== undefined)
  if (created) yield* logNewEvents(undefined, stored)
  return answer(stored, created)
})
