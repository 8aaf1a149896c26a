import { Effect } from "effect"
import { moveEvents } from "../history/move-events.ts"
import { deliverMail } from "../invitation/deliver-mail.ts"
import type { Invitation } from "../invitation/invitation.ts"
import { isInvitationMailDue } from "../invitation/sending.ts"
import { settleInvitation } from "../invitation/settle-invitation.ts"
import { allThenFail, inTurnThenFail } from "../store/all-then-fail.ts"
import { noteLate } from "./late-note.ts"

/**
 * Sends the mail that is due and moves the events of these invitations. What loses a race stays due and is found again. Returns how many
 * had something to do.
 */
export const workOnInvitations = Effect.fn("workOnInvitations")(function*(
  invitations: ReadonlyArray<Invitation>,
  now: string
) {
  const { failures, moved } = yield* moveEvents(invitations)
  const isMailDue = (invitation: Invitation) => isInvitationMailDue(invitation, now)
  const worked = allThenFail(invitations, (invitation) =>
    Effect.gen(function*() {
      const mailed = isMailDue(invitation)
        ? yield* Effect.andThen(noteLate(invitation), deliverMail(invitation))
        : invitation
      const isOutOfDate = mailed === invitation && Object.keys(invitation.events).length === 0
      yield* settleInvitation(
        mailed,
        (current) => isOutOfDate && current === mailed ? { ...current, rev: current.rev + 1 } : current,
        moved
      )
    }), 8)
  yield* inTurnThenFail([worked, ...failures.map(Effect.fail)])
  return invitations.filter((each) => isMailDue(each) || Object.keys(each.events).length > 0).length
})
