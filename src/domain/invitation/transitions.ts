import type { Occasion } from "../people/event.ts"
import type { EnrollmentId } from "./identifiers.ts"
import { expiryAfter, type Invitation, type InvitedStudent } from "./invitation.ts"

const noted = (invitation: Invitation, type: string, { actor, event_id, now }: Occasion): Invitation => ({
  ...invitation,
  version: invitation.version + 1,
  updated_at: now,
  events: {
    ...invitation.events,
    [event_id]: { id: event_id, at: now, actor, type, subject: invitation.invitation_id, details: {} }
  }
})

/** A new invitation, its mail due at once. */
export const inviteFamily = (
  fields: Pick<
    Invitation,
    "invitation_id" | "school_id" | "school_name" | "coach_id" | "coach_name" | "parent_email" | "invited"
  >,
  occasion: Occasion
): Invitation =>
  noted(
    {
      ...fields,
      schema_version: 1,
      state: "open",
      generation: 1,
      mail: { generation: 1, due_at: occasion.now, attempts: 0 },
      expires_at: expiryAfter(occasion.now),
      created_at: occasion.now,
      updated_at: occasion.now,
      version: 0,
      rev: 0,
      events: {}
    },
    "invitation_created",
    occasion
  )

/** Other words about the child; the same again changes nothing. */
export const changeInvitation = (invitation: Invitation, invited: InvitedStudent, occasion: Occasion): Invitation =>
  JSON.stringify(sorted({ ...invitation.invited, ...invited })) === JSON.stringify(sorted(invitation.invited))
    ? invitation
    : noted({ ...invitation, invited: { ...invitation.invited, ...invited } }, "invitation_changed", occasion)

const sorted = (record: object) => Object.entries(record).sort(([one], [other]) => one < other ? -1 : 1)

/** Closes it; a second time changes nothing. */
export const revokeInvitation = (invitation: Invitation, occasion: Occasion): Invitation => {
  if (invitation.state === "revoked") return invitation
  const { mail: _, ...rest } = invitation
  return noted({ ...rest, state: "revoked", revoked_at: occasion.now }, "invitation_revoked", occasion)
}

/** A new generation: a new link, 14 days more, and the old link is void. */
export const resendInvitation = (invitation: Invitation, occasion: Occasion): Invitation => {
  const generation = invitation.generation + 1
  const { sent_at: _, ...rest } = invitation
  return noted(
    {
      ...rest,
      generation,
      mail: { generation, due_at: occasion.now, attempts: 0 },
      expires_at: expiryAfter(occasion.now)
    },
    "invitation_resent",
    occasion
  )
}

/** The family began its enrollment; a second time changes nothing. */
export const acceptInvitation = (invitation: Invitation, enrollment_id: EnrollmentId, occasion: Occasion): Invitation =>
  invitation.state === "accepted"
    ? invitation
    : noted(
      { ...invitation, state: "accepted", accepted_at: occasion.now, enrollment_id },
      "invitation_accepted",
      occasion
    )

/** About to be mailed: nobody else takes it up until `due_at`. */
export const mailTaken = (invitation: Invitation, due_at: string): Invitation =>
  invitation.mail === undefined
    ? invitation
    : { ...invitation, mail: { ...invitation.mail, due_at }, rev: invitation.rev + 1 }

/** The mail of a generation was handed over. Bookkeeping: the version stays. */
export const mailSent = (invitation: Invitation, generation: number, now: string): Invitation => {
  if (invitation.mail?.generation !== generation) return invitation
  const { mail: _, ...rest } = invitation
  return { ...rest, sent_at: now, rev: invitation.rev + 1 }
}

/** The mail did not go out: due again at `due_at`. */
export const mailDeferred = (invitation: Invitation, due_at: string): Invitation =>
  invitation.mail === undefined ? invitation : {
    ...invitation,
    mail: { ...invitation.mail, due_at, attempts: invitation.mail.attempts + 1 },
    rev: invitation.rev + 1
  }
