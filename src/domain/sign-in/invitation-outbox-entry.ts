import { Effect } from "effect"
import { Invitations } from "../invitation/invitations.port.ts"
import { isInvitationMailDue } from "../invitation/sending.ts"
import { outboxWork } from "../outbox/work.ts"
import type { InvitationId } from "../values/identifiers.ts"
import { workOnInvitations } from "./invitation-work.ts"

/** Invitations have a mail to send and events to move. They are in this room because their mail brings late sign-in links along. */
export const invitationWork = outboxWork({
  needsRecords: false,
  load: (ids) => Effect.flatMap(Invitations, ({ getMany }) => getMany(ids as ReadonlyArray<InvitationId>)),
  idOf: ({ invitation_id }) => invitation_id,
  isDue: isInvitationMailDue,
  work: workOnInvitations,
  attempt: () => Effect.void
})
