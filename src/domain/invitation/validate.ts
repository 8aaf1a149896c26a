import { Effect, Option, type Redacted } from "effect"
import { InvitationNotFound } from "./errors.ts"
import { readInvitationToken } from "./invitation-token.ts"
import { Invitations } from "./invitations.port.ts"

/** Returns the invitation that a link opens. A token that is not ours, or was replaced by a newer one, opens nothing. */
export const openInvitation = Effect.fn("openInvitation")(function*(token: Redacted.Redacted) {
  const { generation, invitation_id } = yield* readInvitationToken(token)
  const found = yield* (yield* Invitations).get(invitation_id)
  return Option.isSome(found) && found.value.generation === generation
    ? found.value
    : yield* new InvitationNotFound()
})
