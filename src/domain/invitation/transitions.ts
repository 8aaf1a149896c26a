import type { ChangeContext } from "../history/event.ts"
import type { EnrollmentId } from "../values/identifiers.ts"
import { expiryAfter, type Invitation, type InvitedStudent } from "./invitation.ts"

const noted = (invitation: Invitation, type: string, { actor, event_id, now }: ChangeContext): Invitation => ({
  ...invitation,
  version: invitation.version + 1,
  updated_at: now,
  events: {
    ...invitation.events,
    [event_id]: { id: event_id, at: now, actor, type, subject: invitation.invitation_id, details: {} }
  }
})

/** Returns a new invitation whose mail is due at once. */
export const inviteFamily = (
  fields: Pick<
    Invitation,
    "invitation_id" | "school_id" | "school_name" | "coach_id" | "coach_name" | "parent_email" | "invited"
  >,
  context: ChangeContext
): Invitation =>
  noted(
    {
      ...fields,
      schema_version: 1,
      state: "open",
      generation: 1,
      mail: { generation: 1, due_at: context.now, attempts: 0 },
      expires_at: expiryAfter(context.now),
      created_at: context.now,
      updated_at: context.now,
      version: 0,
      rev: 0,
      events: {}
    },
    "invitation_created",
    context
  )

/** Returns the invitation with what is said about the child changed. The same again changes nothing. */
export const changeInvitation = (invitation: Invitation, invited: InvitedStudent, context: ChangeContext): Invitation =>
  JSON.stringify(sorted({ ...invitation.invited, ...invited })) === JSON.stringify(sorted(invitation.invited))
    ? invitation
    : noted({ ...invitation, invited: { ...invitation.invited, ...invited } }, "invitation_changed", context)

const sorted = (record: object) => Object.entries(record).sort(([one], [other]) => one < other ? -1 : 1)

/** Returns the invitation as revoked; a second time changes nothing. */
export const revokeInvitation = (invitation: Invitation, context: ChangeContext): Invitation => {
  if (invitation.state === "revoked") return invitation
  const { mail: _, ...rest } = invitation
  return noted({ ...rest, state: "revoked", revoked_at: context.now }, "invitation_revoked", context)
}

/** Returns the invitation with a new generation: it has a new link and 14 more days, and the old link is void. */
export const resendInvitation = (invitation: Invitation, context: ChangeContext): Invitation => {
  const generation = invitation.generation + 1
  const { sent_at: _, ...rest } = invitation
  return noted(
    {
      ...rest,
      generation,
      mail: { generation, due_at: context.now, attempts: 0 },
      expires_at: expiryAfter(context.now)
    },
    "invitation_resent",
    context
  )
}

/** Returns the invitation as accepted by the begin of its enrollment; a second time changes nothing. */
export const acceptInvitation = (
  invitation: Invitation,
  enrollment_id: EnrollmentId,
  context: ChangeContext
): Invitation =>
  invitation.state === "accepted"
    ? invitation
    : noted(
      { ...invitation, state: "accepted", accepted_at: context.now, enrollment_id },
      "invitation_accepted",
      context
    )

/** Returns the invitation as about to be mailed: nobody else takes it up until `due_at`. */
export const mailTaken = (invitation: Invitation, due_at: string): Invitation =>
  invitation.mail === undefined
    ? invitation
    : { ...invitation, mail: { ...invitation.mail, due_at }, rev: invitation.rev + 1 }

/** Returns the invitation after the mail of this generation was handed over. This is bookkeeping: the version stays. */
export const mailSent = (invitation: Invitation, generation: number, now: string): Invitation => {
  if (invitation.mail?.generation !== generation) return invitation
  const { mail: _, ...rest } = invitation
  return { ...rest, sent_at: now, rev: invitation.rev + 1 }
}

/** Returns the invitation after its mail did not go out: the mail is due again at `due_at`. */
export const mailDeferred = (invitation: Invitation, due_at: string): Invitation =>
  invitation.mail === undefined ? invitation : {
    ...invitation,
    mail: { ...invitation.mail, due_at, attempts: invitation.mail.attempts + 1 },
    rev: invitation.rev + 1
  }
