import { Schema } from "effect"
import { EmailAddress } from "../people/email-address.ts"
import { DomainEvent, type Occasion } from "../people/event.ts"
import { later } from "../people/instant.ts"
import { SchoolId } from "../people/principal.ts"
import { line, personName, prose } from "../people/text.ts"
import { GradeLevel } from "../student/grade-level.ts"
import { EnrollmentId, InvitationId } from "./identifiers.ts"

/** What a coach may say about the child, and to the family. */
export const InvitedStudent = Schema.Struct({
  student_first_name: Schema.optionalKey(personName),
  student_last_name: Schema.optionalKey(personName),
  grade_level: Schema.optionalKey(GradeLevel),
  sport_interest: Schema.optionalKey(line(100)),
  message: Schema.optionalKey(prose(2000))
})
export type InvitedStudent = typeof InvitedStudent.Type

/** The duty to mail the link of this generation; gone once the mail was handed over. */
export const MailDuty = Schema.Struct({ generation: Schema.Int, due_at: Schema.String, attempts: Schema.Int })

export const Invitation = Schema.Struct({
  schema_version: Schema.Literal(1),
  invitation_id: InvitationId,
  school_id: SchoolId,
  school_name: Schema.String,
  coach_id: Schema.String,
  coach_name: Schema.String,
  parent_email: EmailAddress,
  invited: InvitedStudent,
  /** Stored: what happened. `expired` is a matter of the clock, see `invitationStatus`. */
  state: Schema.Literals(["open", "accepted", "revoked"]),
  generation: Schema.Int,
  mail: Schema.optionalKey(MailDuty),
  sent_at: Schema.optionalKey(Schema.String),
  accepted_at: Schema.optionalKey(Schema.String),
  enrollment_id: Schema.optionalKey(EnrollmentId),
  revoked_at: Schema.optionalKey(Schema.String),
  expires_at: Schema.String,
  created_at: Schema.String,
  updated_at: Schema.String,
  version: Schema.Int,
  rev: Schema.Int,
  events: Schema.Record(Schema.String, DomainEvent)
})
export type Invitation = typeof Invitation.Type

export type InvitationStatus = "pending" | "sent" | "accepted" | "expired" | "revoked"

/** `pending`: its mail is still a duty. Expiry is decided on read. */
export const invitationStatus = (invitation: Invitation, now: string): InvitationStatus =>
  invitation.state === "accepted" || invitation.state === "revoked"
    ? invitation.state
    : now >= invitation.expires_at
    ? "expired"
    : invitation.sent_at === undefined
    ? "pending"
    : "sent"

/** Pending, sent or accepted, and not expired. */
export const isActive = (invitation: Invitation, now: string): boolean =>
  invitation.state !== "revoked" && now < invitation.expires_at

/** An invitation lives 14 days. */
export const expiryAfter = (now: string): string => later(now, 14 * 86_400_000)

/** What makes two invitations the same: the school, the family and the child as they were named. */
export const claimText = (
  { invited, parent_email, school_id }: Pick<Invitation, "invited" | "parent_email" | "school_id">
): string =>
  JSON.stringify([
    school_id,
    parent_email,
    (invited.student_first_name ?? "").toLowerCase(),
    (invited.student_last_name ?? "").toLowerCase()
  ])

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
