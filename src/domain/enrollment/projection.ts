import { Result } from "effect"
import { cedsGrade, gradeLevels } from "../student/grade-level.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import { recordProblem } from "../words/record-words.ts"
import type { DueFields, EnrollmentCore } from "./enrollment.ts"
import type { RecordProblem } from "./provisioning.ts"
import { completedStep } from "./status.ts"
import type { StudentRecordSet } from "./student-record-set.ts"

export const sourceSystem = "TSA_Admissions_Portal"

/** Whether the student records of this enrollment are due, by the policy it began with. Once due, they stay due until it is erased. */
export const recordsDue = (enrollment: DueFields): boolean =>
  enrollment.identity !== undefined && enrollment.closure?.status !== "erased" &&
  completedStep(enrollment, enrollment.policy.provision_at === "payment" ? 6 : 4) !== undefined

/** Returns the sport from the source closest to the child: step 4, else the first sport of step 1, else the invitation. */
const sportOf = (enrollment: EnrollmentCore): string | null =>
  completedStep(enrollment, 4)?.data.student_info.sport_interest ??
    completedStep(enrollment, 1)?.data.sport_interests?.[0] ??
    enrollment.invited.sport_interest ?? null

const project = (enrollment: EnrollmentCore): StudentRecordSet | undefined => {
  const { closure, identity, policy, version } = enrollment
  const step4 = completedStep(enrollment, 4)
  if (identity === undefined || step4 === undefined) return undefined
  const { academic_history, student_info: child } = step4.data
  if (!gradeLevels.includes(child.grade_level)) return undefined
  const [consultation, shadowDay, documents, payment] = [
    completedStep(enrollment, 2),
    completedStep(enrollment, 3),
    completedStep(enrollment, 5),
    completedStep(enrollment, 6)
  ]
  const student_unique_id = studentUniqueIdOf(enrollment.enrollment_id)
  const withdrawn = closure !== undefined
  const sport = sportOf(enrollment)
  const deposit_paid = payment !== undefined && payment.data.payment_method !== "financial_aid"
  const transfers = (child.previous_schools?.length ?? 0) > 0 || academic_history.current_school !== undefined
  return {
    school: {
      school_id: enrollment.school_id,
      name_of_institution: enrollment.school_name,
      time_zone: policy.time_zone
    },
    student: {
      student_unique_id,
      student_usi: identity.student_usi,
      first_name: child.first_name,
      last_name: child.last_name,
      middle_name: child.middle_name ?? null,
      maiden_name: child.maiden_name ?? null,
      preferred_first_name: child.preferred_first_name ?? null,
      generation_code_suffix: child.generation_code_suffix ?? null,
      birth_date: child.birth_date,
      birth_city: child.birth_city ?? null,
      birth_state_abbreviation_descriptor: child.birth_state_abbreviation_descriptor ?? null,
      birth_country_descriptor: child.birth_country_descriptor ?? null,
      birth_sex_descriptor: child.birth_sex_descriptor ?? null,
      multiple_birth_status: child.multiple_birth_status ?? null,
      date_entered_us: child.date_entered_us ?? null,
      hispanic_latino_ethnicity: child.hispanic_latino_ethnicity ?? null,
      races: (child.races ?? []).map((race_descriptor) => ({ race_descriptor })),
      person_id: child.person_id ?? null,
      source_system_descriptor: sourceSystem
    },
    associations: [{
      student_unique_id,
      school_id: enrollment.school_id,
      entry_date: identity.entry_date,
      entry_grade_level_descriptor: child.grade_level,
      entry_type_descriptor: transfers ? "Transfer" : "New student",
      school_year: identity.school_year,
      primary_school: true,
      exit_withdraw_date: closure?.on ?? null,
      exit_withdraw_type_descriptor: withdrawn ? "Withdrawn" : null,
      repeat_grade_indicator: null,
      class_of_school_year: null
    }],
    extension: {
      student_unique_id,
      enrollment_id: enrollment.enrollment_id,
      enrollment_version: version,
      school_id: enrollment.school_id,
      sport_interests: [
        ...new Set([...(sport === null ? [] : [sport]), ...(completedStep(enrollment, 1)?.data.sport_interests ?? [])])
      ],
      enrollment_status: withdrawn ? "withdrawn" : payment === undefined ? "registered" : "enrolled",
      assigned_program_track: sport,
      grade_level_at_enrollment: child.grade_level,
      expected_start_date: identity.expected_start_date,
      referring_coach_id: enrollment.coach_id,
      invitation_id: enrollment.invitation_id,
      parent_consultation_completed: consultation !== undefined,
      parent_consultation_date: consultation?.data.consultation_date ?? null,
      shadow_day_completed: shadowDay !== undefined,
      shadow_day_date: shadowDay?.data.shadow_day_date ?? null,
      required_documents_complete: documents !== undefined,
      document_completion_date: documents?.completed_on ?? null,
      deposit_paid,
      deposit_amount: deposit_paid ? policy.deposit_cents : null,
      deposit_paid_date: deposit_paid ? payment.completed_on : null,
      registered_at: identity.registered_at,
      enrollment_completed_date: payment?.completed_at ?? null,
      custom_data: { policy }
    },
    user: {
      sourced_id: `student_${student_unique_id}`,
      status: withdrawn ? "tobedeleted" : "active",
      username: identity.username,
      enabled_user: !withdrawn && (policy.accounts_enabled_at === "registered" || payment !== undefined),
      given_name: child.first_name,
      family_name: child.last_name,
      middle_name: child.middle_name ?? null,
      preferred_first_name: child.preferred_first_name ?? null,
      role: "student",
      identifier: student_unique_id,
      birth_date: child.birth_date,
      email: null,
      sms: null,
      phone: null,
      user_ids: [{ type: "studentUniqueId", identifier: student_unique_id }],
      agents: [],
      org_ids: [`school_${enrollment.school_id}`],
      grades: [cedsGrade(child.grade_level)],
      model_metadata: { source: sourceSystem }
    }
  }
}

const notProjectable: ReadonlyArray<RecordProblem> = [recordProblem("/steps/4/data", "not_projectable")]

/**
 * Returns the records of an enrollment's version. It is a pure function, total on everything that step 4 accepts. It fails for an
 * enrollment without identity, and for stored data that no step would accept today.
 */
export const projectStudentRecords = (
  enrollment: EnrollmentCore
): Result.Result<StudentRecordSet, ReadonlyArray<RecordProblem>> => {
  const attempt = Result.try({ try: () => project(enrollment), catch: () => notProjectable })
  return Result.flatMap(attempt, (set) => set === undefined ? Result.fail(notProjectable) : Result.succeed(set))
}
