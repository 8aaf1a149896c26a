import { Effect, Option, Result } from "effect"
import { logNewEvents } from "../history/event-log.ts"
import type { ChangeContext } from "../history/event.ts"
import { withRoom } from "../history/room-for-events.ts"
import { changeContextFor } from "../people/change-context.ts"
import { findPerson } from "../people/find-person.ts"
import type { Permit } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import { decideOnVersion } from "../store/decide-on-version.ts"
import { claimFamily, releaseFamily } from "./claim-family.ts"
import { claimKey } from "./claim-keys.ts"
import { InvitationAccepted, InvitationNotFound, InvitationRevoked } from "./errors.ts"
import type { Invitation, InvitedStudent } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"
import { noteInvited } from "./invited-address.ts"
import { changeInvitation, resendInvitation, revokeInvitation } from "./transitions.ts"

const stillOpen = (invitation: Invitation): Result.Result<Invitation, InvitationAccepted | InvitationRevoked> => {
  const { invitation_id, state } = invitation
  if (state === "accepted") return Result.fail(new InvitationAccepted({ invitation_id }))
  if (state === "revoked") return Result.fail(new InvitationRevoked({ invitation_id }))
  return Result.succeed(invitation)
}

const reload = Effect.fnUntraced(function*(id: Invitation["invitation_id"]) {
  const found = yield* (yield* Invitations).get(id)
  return Option.isSome(found) ? found.value : yield* new InvitationNotFound()
})

/** Takes the claim for as long as the invitation can be accepted, and for ever once it was. */
const claimed = (invitation: Invitation, principal: Principal) =>
  claimFamily(invitation, principal, invitation.state === "accepted" ? undefined : invitation.expires_at)

const changed = Effect.fnUntraced(function*<E>(
  { principal, resource }: { readonly principal: Principal; readonly resource: Invitation },
  expected: number | undefined,
  decide: (invitation: Invitation, context: ChangeContext) => Result.Result<Invitation, E>,
  isClaimed = false
) {
  const { replace } = yield* Invitations
  const context = yield* changeContextFor(principal)
  const { after, before } = yield* decideOnVersion({
    id: resource.invitation_id,
    first: resource,
    expected,
    decide: (invitation) => decide(invitation, context),
    store: (before, after) =>
      Effect.gen(function*() {
        if (isClaimed) yield* Effect.andThen(claimed(after, principal), noteInvited(after))
        yield* replace(before, yield* withRoom(before, after))
      }),
    reload: reload(resource.invitation_id)
  })
  yield* logNewEvents(before, after)
  return { before, after }
})

/**
 * Changes what the invitation says about the child. Another name is another claim: the new claim is taken first, the old one is let go
 * last. Returns the changed invitation.
 */
export const change = Effect.fn("change")(function*(
  permit: Permit<"invitation.change", Invitation>,
  invited: InvitedStudent,
  expected?: number
) {
  const { after, before } = yield* changed(
    permit,
    expected,
    (invitation, context) => Result.map(stillOpen(invitation), (open) => changeInvitation(open, invited, context)),
    true
  )
  const [old, current] = [yield* claimKey(before), yield* claimKey(after)]
  if (old !== current) yield* releaseFamily(before)
  return after
})

/** Revokes the invitation: its link opens nothing any more. Returns the revoked invitation. */
export const revoke = Effect.fn("revoke")(
  function*(permit: Permit<"invitation.revoke", Invitation>, expected?: number) {
    const { after } = yield* changed(permit, expected, (invitation, context) =>
      invitation.state === "revoked"
        ? Result.succeed(invitation)
        : Result.map(stillOpen(invitation), (open) => revokeInvitation(open, context)))
    yield* releaseFamily(after)
    return after
  }
)

/**
 * Sends the invitation again with a new link and 14 more days; the old link is void. This also works for one that was accepted by a begin
 * which led to no enrollment. Returns the invitation.
 */
export const resend = Effect.fn("resend")(
  function*(permit: Permit<"invitation.resend", Invitation>, expected?: number) {
    yield* findPerson(permit.resource.parent_email)
    const isBegun = Option.isSome(yield* (yield* Invitations).begun(permit.resource.invitation_id))
    const { after } = yield* changed(
      permit,
      expected,
      (invitation, context) =>
        invitation.state === "accepted" && !isBegun
          ? Result.succeed(resendInvitation(invitation, context))
          : Result.map(stillOpen(invitation), (open) => resendInvitation(open, context)),
      true
    )
    return after
  }
)
