import type { ChangeContext } from "../history/event.ts"
import type { Invitation } from "../invitation/invitation.ts"
import type { School } from "../school/school.ts"
import { enrollmentIdOf } from "../values/identifiers.ts"
import { accept } from "./accept.ts"
import type { Enrollment } from "./enrollment.ts"
import { notDue } from "./provisioning.ts"

/**
 * Returns the enrollment of a family that begins. Everything it needs later is copied from the invitation and the school, so neither is
 * asked again.
 */
export const beginEnrollment = (invitation: Invitation, school: School, context: ChangeContext): Enrollment => {
  const empty: Enrollment = {
    schema_version: 1,
    enrollment_id: enrollmentIdOf(invitation.invitation_id),
    invitation_id: invitation.invitation_id,
    school_id: school.school_id,
    school_name: school.name_of_institution,
    coach_id: invitation.coach_id,
    coach_name: invitation.coach_name,
    parent_email: invitation.parent_email,
    invited: invitation.invited,
    policy: school.policy,
    steps: {},
    drafts: {},
    provisioning: notDue,
    events: {},
    version: 0,
    rev: 0,
    created_at: context.now,
    updated_at: context.now
  }
  return accept(empty, empty, "enrollment_initialized", context)
}
