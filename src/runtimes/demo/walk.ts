import { setTimeout as sleep } from "node:timers/promises"
import type { Family } from "./families.ts"
import { mailedToken } from "./mailbox.ts"
import type { Caller } from "./portal.ts"

interface EnrollmentAnswer {
  readonly enrollment_id: string
  readonly status: string
  readonly student_records: {
    readonly state: string
    readonly student_unique_id: string | null
    readonly enrollment_status: string | null
    readonly applied_at: string | null
  }
}

/** How one family fared. `ms` runs from step 4's answer to the records, by the clock that both sides share. */
export interface Walked {
  readonly enrollment_id: string
  readonly student_unique_id: string
  readonly status: string
  readonly ms: number
}

export interface Callers {
  readonly coach: Caller
  readonly staff: Caller
  readonly parent: Caller
  readonly nobody: Caller
}

const recordsHeld = async (parent: Caller, at: string, status: string): Promise<EnrollmentAnswer> => {
  for (let pause = 5, waited = 0; waited < 60_000; waited += pause, pause = Math.min(250, pause * 2)) {
    const enrollment = await parent<EnrollmentAnswer>("GET", at, 200)
    const { enrollment_status, state } = enrollment.student_records
    if (state === "applied" && enrollment_status === status) return enrollment
    if (state === "needs_attention") throw new Error("the student records were refused")
    await sleep(pause)
  }
  throw new Error(`the student records were not ${status} within a minute`)
}

const guardianOf = ({ parent, parent_email }: Family) => ({
  ...parent,
  email: parent_email,
  relationship_to_student: "Parent",
  role: "parent",
  address_line_1: "1 Main Street",
  city: "Austin",
  state_abbreviation: "TX",
  postal_code: "78701",
  is_emergency_contact: true
})

/** Walks one family through everything, as the portal would: with drafts, an attempt out of order, and an edit. */
export const walkFamily = async (
  { student, ...family }: Family,
  { coach, nobody, parent, staff }: Callers,
  mailbox: string,
  today: string
): Promise<Walked> => {
  const { invitation } = await coach<
    { readonly invitation: { readonly invitation_id: string; readonly expires_at: string } }
  >(
    "POST",
    "/parent-invitations",
    201,
    {
      parent_email: family.parent_email,
      student_first_name: student.first_name,
      student_last_name: student.last_name,
      grade_level: student.grade_level,
      sport_interest: "soccer"
    }
  )
  const invitation_token = await mailedToken(mailbox, invitation.invitation_id, invitation.expires_at)
  await nobody("POST", "/admissions/validate-invitation", 200, { invitation_token })
  const { enrollment_id } = await parent<EnrollmentAnswer>("POST", "/admissions/enrollments", 201, {
    invitation_token,
    parent_email: family.parent_email
  })
  const at = `/admissions/enrollments/${enrollment_id}`
  await parent("PUT", `${at}/steps/1/draft`, 200, { program_interest: "Soc" })
  await parent("PUT", `${at}/steps/1`, 200, {
    program_interest: "Soccer academy",
    contact_preference: "email",
    sport_interests: ["soccer"]
  })
  await parent("PUT", `${at}/steps/6`, 409, { payment_method: "check", payment_plan_selected: "annual" })
  await parent("PUT", `${at}/steps/2`, 200, {
    consultation_date: today,
    consultation_time: "09:30",
    preferred_contact_method: "video"
  })
  await parent("PUT", `${at}/steps/3`, 200, { shadow_day_date: today, shadow_day_time: "10:00", waiver_signed: true })
  const step4 = {
    student,
    parent_guardian: guardianOf({ student, ...family }),
    academic_history: {},
    medical_information: {}
  }
  await parent("PUT", `${at}/steps/4/draft`, 200, { student: { first_name: student.first_name } })
  await parent("PUT", `${at}/steps/4`, 200, step4)
  const answered = Date.now()
  const registered = await recordsHeld(parent, at, "registered")
  const ms = Math.max(0, Date.parse(registered.student_records.applied_at ?? "") - answered)
  await parent("PUT", `${at}/steps/4`, 200, { ...step4, student: { ...student, sport_interest: "basketball" } })
  await parent("PUT", `${at}/steps/5`, 200, { required_documents_uploaded: true })
  await parent("PUT", `${at}/steps/6`, 200, { payment_method: "credit_card", payment_plan_selected: "monthly" })
  const enrolled = await recordsHeld(parent, at, "enrolled")
  const { changes } = await staff<{ readonly changes: ReadonlyArray<{ readonly action: string }> }>(
    "POST",
    `/staff/enrollments/${enrollment_id}/provision?dry_run=true`,
    200
  )
  if (changes.length !== 4 || changes.some(({ action }) => action !== "none")) {
    throw new Error("the four records are not what the enrollment says")
  }
  return {
    enrollment_id,
    student_unique_id: enrolled.student_records.student_unique_id ?? "",
    status: enrolled.student_records.enrollment_status ?? "",
    ms
  }
}
