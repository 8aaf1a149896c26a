import { Effect, Option } from "effect"
import { settle } from "../history/settle.ts"
import type { Invitation } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"

/** Records on an invitation the outcome of what was due, and lets go of events that were moved. Returns the invitation as it is now. */
export const settleInvitation = Effect.fnUntraced(function*(
  invitation: Invitation,
  decide: (current: Invitation) => Invitation,
  moved: ReadonlySet<string> = new Set()
) {
  const { get, replace } = yield* Invitations
  return yield* settle({
    first: invitation,
    decide: (current) => Effect.succeed(decide(current)),
    store: replace,
    reload: Effect.map(get(invitation.invitation_id), Option.getOrElse(() => invitation))
  }, moved)
})
