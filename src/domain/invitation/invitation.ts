import { Schema } from "effect"
import { DomainEvent } from "../history/event.ts"
import { SchoolId } from "../people/principal.ts"
import { GradeLevel } from "../student/grade-level.ts"
import { foldedName } from "../student/username.ts"
import { EnrollmentId, InvitationId } from "../values/identifiers.ts"
import { later } from "../values/instant.ts"
import { withoutLinks } from "../values/links.ts"
import { line, personName, prose } from "../values/text.ts"

/** What a coach may say about the child, and to the family. It may hold no link, since it goes out under the school's name. */
export const InvitedStudent = Schema.Struct({
  student_first_name: Schema.optionalKey(personName.check(withoutLinks)),
  student_last_name: Schema.optionalKey(personName.check(withoutLinks)),
  grade_level: Schema.optionalKey(GradeLevel),
  sport_interest: Schema.optionalKey(line(100).check(withoutLinks)),
  message: Schema.optionalKey(prose(2000).check(withoutLinks))
})
export type InvitedStudent = typeof InvitedStudent.Type

/** The same as it is stored. It is not checked again: today's rules for input are not yesterday's. */
export const StoredStudent = Schema.Record(Schema.String, Schema.String) as unknown as Schema.Codec<InvitedStudent>

/** The outbox entry to mail the link of this generation. It is gone once the mail was handed over. */
export const DueMail = Schema.Struct({ generation: Schema.Int, due_at: Schema.String, attempts: Schema.Int })

export const Invitation = Schema.Struct({
  schema_version: Schema.Literal(1),
  invitation_id: InvitationId,
  school_id: SchoolId,
  school_name: Schema.String,
  coach_id: Schema.String,
  coach_name: Schema.String,
  parent_email: Schema.String,
  invited: StoredStudent,
  /** What happened, as stored. `expired` depends on the clock, see `invitationStatus`. */
  state: Schema.Literals(["open", "accepted", "revoked"]),
  generation: Schema.Int,
  mail: Schema.optionalKey(DueMail),
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

/** Returns the status. `pending` means that its mail is still an outbox entry. Expiry is decided on read. */
export const invitationStatus = (invitation: Invitation, now: string): InvitationStatus =>
  invitation.state === "accepted" || invitation.state === "revoked"
    ? invitation.state
    : now >= invitation.expires_at
    ? "expired"
    : invitation.sent_at === undefined
    ? "pending"
    : "sent"

/** Whether the invitation is pending, sent or accepted, and not expired. */
export const isActive = (invitation: Invitation, now: string): boolean =>
  invitation.state !== "revoked" && now < invitation.expires_at

/** Returns when an invitation that is sent now expires: it lives 14 days. */
export const expiryAfter = (now: string): string => later(now, 14 * 86_400_000)

type Claiming = Pick<Invitation, "invited" | "parent_email" | "school_id">

/** Whether the invitation says which child is meant. Without a first name it may be any of the family's children. */
export const namesChild = ({ student_first_name = "" }: InvitedStudent): boolean =>
  foldedName(student_first_name) !== ""

const textOf = ({ invited, parent_email, school_id }: Claiming, folded: (name: string) => string): string =>
  JSON.stringify([
    school_id,
    parent_email,
    folded(invited.student_first_name ?? ""),
    folded(invited.student_last_name ?? "")
  ])

/** Returns what makes two invitations the same: the school, the family and the child, however the child's name is written. */
export const claimText = (invitation: Claiming): string => textOf(invitation, foldedName)

/** Returns the same text as earlier releases wrote it, which told spellings apart. Claims that they took are found by it. */
export const formerClaimText = (invitation: Claiming): string => textOf(invitation, (name) => name.toLowerCase())
