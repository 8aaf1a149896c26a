import { invitationDueAt } from "../../../domain/enrollment/due-at.ts"
import type { Invitation } from "../../../domain/invitation/invitation.ts"
import type { Item } from "../dynamo.ts"
import { coachPartition, dueKeys, invitationKey, invitationsPartition, listKey } from "../keys.ts"

/** Returns an invitation as an item to be written at `now`: its own attributes and its keys. */
export const invitationItem = (invitation: Invitation, now: string): Item => {
  const { coach_id, created_at, invitation_id, school_id } = invitation
  const sortKey = listKey(created_at, invitation_id)
  return {
    ...invitation,
    ...invitationKey(invitation_id),
    by_owner_pk: coachPartition(coach_id),
    by_owner_sk: sortKey,
    by_school_pk: invitationsPartition(school_id),
    by_school_sk: sortKey,
    ...dueKeys({ kind: "invitation", id: invitation_id }, invitationDueAt(invitation), now)
  }
}
