import { DateTime, Effect } from "effect"
import * as z from "zod"
import type { SeenInvitation } from "../../domain/enrollment/reading/seen-invitations.ts"
import { currentStep, enrollmentStatus, enrollmentStatuses } from "../../domain/enrollment/status.ts"
import {
  type Invitation,
  type InvitationStatus,
  invitationStatus,
  isActive
} from "../../domain/invitation/invitation.ts"
import { portalGrade, readGradeLevel } from "../../domain/student/grade-level.ts"
import { say } from "../../domain/words/said.ts"
import type { Answer } from "../answer.ts"
import { AskedLanguage } from "../asked-language.ts"
import { entityTag } from "../entity-tag.ts"

const statuses = ["pending", "sent", "accepted", "expired", "revoked"] as const satisfies ReadonlyArray<
  InvitationStatus
>
const nullableText = z.string().nullable()

const child = {
  student_first_name: nullableText,
  student_last_name: nullableText,
  grade_level: nullableText,
  sport_interest: nullableText,
  message: nullableText
}

/** An invitation as its coach and staff see it, never with its token. */
export const InvitationBody = z.object({
  invitation_id: z.string(),
  status: z.enum(statuses),
  parent_email: z.string(),
  ...child,
  school_id: z.int(),
  school_name: z.string(),
  coach_id: z.string(),
  coach_name: z.string(),
  enrollment_id: nullableText,
  /** How the enrollment stands: what the list of enrollments tells every coach of the school. */
  enrollment: z.object({ enrollment_id: z.string(), status: z.enum(enrollmentStatuses), current_step: z.int() })
    .nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  expires_at: z.string(),
  version: z.int()
}).meta({ id: "Invitation" })

/** What a link opens. Once the invitation is over, only its status. */
export const OpenedInvitation = z.union([
  z.object({
    invitation_id: z.string(),
    coach_name: z.string(),
    school_name: z.string(),
    ...child,
    expires_at: z.string(),
    status: z.enum(statuses),
    has_existing_enrollment: z.boolean()
  }),
  z.strictObject({ status: z.enum(statuses) })
])

const childOf = ({ invited }: Invitation) => {
  const grade = invited.grade_level === undefined ? undefined : readGradeLevel(invited.grade_level)
  return {
    student_first_name: invited.student_first_name ?? null,
    student_last_name: invited.student_last_name ?? null,
    grade_level: grade === undefined ? null : portalGrade(grade),
    sport_interest: invited.sport_interest ?? null,
    message: invited.message ?? null
  }
}

/** Returns the invitation for its coach and staff. */
export const invitationView = (
  { enrollment, invitation }: SeenInvitation,
  now: string
): z.infer<typeof InvitationBody> => ({
  invitation_id: invitation.invitation_id,
  status: invitationStatus(invitation, now),
  parent_email: invitation.parent_email,
  ...childOf(invitation),
  school_id: invitation.school_id,
  school_name: invitation.school_name,
  coach_id: invitation.coach_id,
  coach_name: invitation.coach_name,
  enrollment_id: enrollment?.enrollment_id ?? null,
  enrollment: enrollment === undefined ? null : {
    enrollment_id: enrollment.enrollment_id,
    status: enrollmentStatus(enrollment),
    current_step: currentStep(enrollment) ?? 6
  },
  created_at: invitation.created_at,
  updated_at: invitation.updated_at,
  expires_at: invitation.expires_at,
  version: invitation.version
})

/** Returns the invitation for whoever holds its link. */
export const openedView = (
  invitation: Invitation,
  now: string,
  has_existing_enrollment: boolean
): z.infer<typeof OpenedInvitation> => {
  const status = invitationStatus(invitation, now)
  if (!isActive(invitation, now)) return { status }
  const { coach_name, expires_at, invitation_id, school_name } = invitation
  return { invitation_id, coach_name, school_name, ...childOf(invitation), expires_at, status, has_existing_enrollment }
}

/** The path of invitations. */
export const invitationsPath = "/parent-invitations"

export const Answered = z.object({ message: z.string(), invitation: InvitationBody })

/** Returns the answer with this invitation. Its tag also changes when its enrollment goes on: both versions only rise. */
export const invitationAnswer = Effect.fnUntraced(function*(
  seen: SeenInvitation,
  message: Parameters<typeof say>[0],
  status: Answer["status"] = 200
) {
  const language = yield* AskedLanguage
  const { invitation_id, rev, version } = seen.invitation
  const now = DateTime.formatIso(yield* DateTime.now)
  return {
    status,
    tag: entityTag({ version, rev: rev + (seen.enrollment?.version ?? 0) }, "coach", language),
    body: { message: say(message, language), invitation: invitationView(seen, now) },
    headers: status === 201 ? { location: `${invitationsPath}/${invitation_id}` } : {}
  } satisfies Answer
})
