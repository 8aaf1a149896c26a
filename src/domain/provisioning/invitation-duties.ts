import { Effect } from "effect"
import { deliverMail } from "../invitation/deliver-mail.ts"
import type { Invitation } from "../invitation/invitation.ts"
import { Invitations } from "../invitation/invitations.port.ts"
import { withoutEvents } from "../people/event.ts"
import { Events } from "../people/events.port.ts"
import { eachToTheEnd } from "./to-the-end.ts"

/**
 * Sends mail that is due and moves events of these invitations. What loses a race stays due and is found again. Answers how many had
 * something to do.
 */
export const invitationDuties = Effect.fn("invitationDuties")(function*(
  invitations: ReadonlyArray<Invitation>,
  now: string
) {
  const { replace } = yield* Invitations
  const events = invitations.flatMap((invitation) => Object.values(invitation.events))
  if (events.length > 0) yield* (yield* Events).append(events)
  yield* eachToTheEnd(invitations, (invitation) =>
    Effect.gen(function*() {
      const mailed = invitation.mail !== undefined && invitation.mail.due_at <= now
        ? yield* deliverMail(invitation)
        : invitation
      const moved = Object.keys(invitation.events).filter((id) => mailed.events[id] !== undefined)
      const rest = withoutEvents(mailed, moved)
      const next = rest === invitation ? { ...rest, rev: rest.rev + 1 } : rest
      if (next !== mailed) yield* replace(mailed, next).pipe(Effect.catchTag("StaleVersion", () => Effect.void))
    }), 8)
  return invitations.filter(({ events, mail }) => mail !== undefined || Object.keys(events).length > 0).length
})
