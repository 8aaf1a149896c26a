import { type Effect, Schema } from "effect"
import { invitationDueAt } from "../../../domain/enrollment/due-at.ts"
import { Invitation } from "../../../domain/invitation/invitation.ts"
import type { Item } from "../dynamo.ts"
import { coachPartition, dueKeys, invitationKey, invitationsPartition, listKey } from "../keys.ts"

/** An invitation as an item: its own attributes beside keys. */
export const invitationItem = (invitation: Invitation): Item => {
  const { coach_id, created_at, invitation_id, school_id } = invitation
  const sortKey = listKey(created_at, invitation_id)
  return {
    ...invitation,
    ...invitationKey(invitation_id),
    by_owner_pk: coachPartition(coach_id),
    by_owner_sk: sortKey,
    by_school_pk: invitationsPartition(school_id),
    by_school_sk: sortKey,
    ...dueKeys({ kind: "invitation", id: invitation_id }, invitationDueAt(invitation))
  }
}

/** The invitation in an item of ours. */
export const invitationOf: (item: Item) => Effect.Effect<Invitation, Schema.SchemaError> = Schema.decodeUnknownEffect(
  Invitation
)
