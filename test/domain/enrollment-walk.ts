import { Result } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { beginEnrollment } from "../../src/domain/enrollment/initial.ts"
import type { StepData } from "../../src/domain/enrollment/step-data.ts"
import { type StepNumber, stepNumbers } from "../../src/domain/enrollment/step.ts"
import { completeStep } from "../../src/domain/enrollment/transitions.ts"
import { invitationId } from "../../src/domain/invitation/identifiers.ts"
import { type Invitation } from "../../src/domain/invitation/invitation.ts"
import { inviteFamily } from "../../src/domain/invitation/transitions.ts"
import type { Occasion } from "../../src/domain/people/event.ts"
import { later } from "../../src/domain/people/instant.ts"
import { defaultPolicy, type EnrollmentPolicy } from "../../src/domain/school/enrollment-policy.ts"
import type { School } from "../../src/domain/school/school.ts"

export const start = "2024-12-08T16:00:00.000Z"

/** The n-th minute after 2024-12-08, 10:00 in Austin. */
export const minute = (n: number): string => later(start, n * 60_000)

export const occasion = (n: number, now: string = minute(n)): Occasion => ({
  now,
  actor: "person:p-1",
  event_id: `event-${n}`
})

export const austin: School = {
  school_id: 1,
  name_of_institution: "TSA Austin",
  policy: defaultPolicy("America/Chicago"),
  active: true
}

export const invited = (suffix = "ABC12345"): Invitation =>
  inviteFamily(
    {
      invitation_id: invitationId("2024-12-08", suffix),
      school_id: 1,
      school_name: "TSA Austin",
      coach_id: "c-17",
      coach_name: "Coach Kim",
      parent_email: "ann@example.test",
      invited: { student_first_name: "Ada", grade_level: "Fifth grade", sport_interest: "soccer" }
    },
    occasion(0)
  )

export const stepData: StepData = {
  1: { program_interest: "Full time", contact_preference: "email", sport_interests: ["tennis", "soccer"] },
  2: { consultation_date: "2024-12-09", consultation_time: "09:30", preferred_contact_method: "phone" },
  3: { shadow_day_date: "2024-12-10", shadow_day_time: "08:00", waiver_signed: true },
  4: {
    student_info: { first_name: "Ada", last_name: "Lovelace", birth_date: "2014-03-01", grade_level: "Fifth grade" },
    parent_info: {
      first_name: "Ann",
      last_name: "Lovelace",
      email: "ann@example.test",
      relationship_to_student: "Mother"
    },
    academic_history: {},
    medical_info: {}
  },
  5: { required_documents_uploaded: true },
  6: { payment_method: "credit_card", payment_plan_selected: "monthly" }
}

export const begun = (policy: Partial<EnrollmentPolicy> = {}, suffix?: string): Enrollment =>
  beginEnrollment(invited(suffix), { ...austin, policy: { ...austin.policy, ...policy } }, occasion(1))

/** The step, completed by the family with these data (or the example's); throws where the domain refuses. */
export const completed = <N extends StepNumber>(
  enrollment: Enrollment,
  step: N,
  data: StepData[N] = stepData[step],
  n = 10 + step
): Enrollment => Result.getOrThrow(completeStep(enrollment, step, data, "family", occasion(n)))

/** An enrollment with its first `last` steps completed. */
export const walkedTo = (last: 0 | StepNumber, policy: Partial<EnrollmentPolicy> = {}, suffix?: string): Enrollment =>
  stepNumbers.filter((step) => step <= last).reduce(
    (enrollment, step) => completed(enrollment, step),
    begun(policy, suffix)
  )
