import type { StepData } from "../steps/step-data.ts"
import type { StepNumber } from "../steps/step.ts"
import type { EnrollmentListing } from "./listing.ts"

/** For an object, a decision on each of its fields, or that none is shown. For a list of objects, that it is not shown. */
type Decision<T> = T extends ReadonlyArray<infer E> ? (E extends object ? false : boolean)
  : T extends object ? false | Decisions<T>
  : boolean
type Decisions<T> = { readonly [F in keyof T]-?: Decision<NonNullable<T[F]>> }

/**
 * What a coach sees of what a family has told us: enough to meet the child and to run its days, and no more. Nothing about health, money or
 * origin, no text in a family's own words, no way to reach anybody. A field without a decision here does not compile.
 */
export const coachSees: { readonly [N in StepNumber]: Decisions<StepData[N]> } = {
  1: { program_interest: true, contact_preference: true, sport_interests: true, additional_questions: false },
  2: {
    consultation_date: true,
    consultation_time: true,
    preferred_contact_method: true,
    consultation_notes: false,
    special_requests: false
  },
  3: {
    shadow_day_date: true,
    shadow_day_time: true,
    waiver_signed: true,
    transportation_needed: true,
    dietary_restrictions: false
  },
  4: {
    student_info: {
      first_name: true,
      last_name: true,
      preferred_first_name: true,
      grade_level: true,
      sport_interest: true,
      middle_name: false,
      generation_code_suffix: false,
      maiden_name: false,
      birth_date: false,
      birth_city: false,
      birth_state_abbreviation_descriptor: false,
      birth_country_descriptor: false,
      birth_sex_descriptor: false,
      multiple_birth_status: false,
      date_entered_us: false,
      hispanic_latino_ethnicity: false,
      races: false,
      languages: false,
      person_id: false,
      previous_schools: false
    },
    parent_info: {
      first_name: true,
      last_name: true,
      relationship_to_student: true,
      middle_name: false,
      email: false,
      phone: false,
      sms: false,
      address_line_1: false,
      address_line_2: false,
      city: false,
      state_abbreviation: false,
      postal_code: false,
      county: false,
      country: false,
      role: false,
      is_emergency_contact: false,
      lives_with: false
    },
    additional_guardians: false,
    academic_history: false,
    medical_info: false,
    emergency_contacts: false,
    special_needs: false
  },
  5: { required_documents_uploaded: true, additional_documents: false },
  6: { payment_method: false, payment_plan_selected: false, financial_aid_application: false }
}

/** The fields of a row that answers may show. No answer tells who is blocked, and only staff are told of the child's other enrollment. */
export type ListedFields = Omit<EnrollmentListing, "unblocked_at" | "same_child">
/** `true` shows the field as it is; any other value is shown in its place. */
type Seen<T> = true | T

/** What coaches and operators see of a row. Family and staff see all of it. */
export const rowSeen: {
  readonly [F in keyof ListedFields]: {
    readonly coach: Seen<ListedFields[F]>
    readonly operator: Seen<ListedFields[F]>
  }
} = {
  enrollment_id: { coach: true, operator: true },
  status: { coach: true, operator: true },
  current_step: { coach: true, operator: true },
  total_steps: { coach: true, operator: true },
  completed_steps: { coach: true, operator: true },
  progress_percentage: { coach: true, operator: true },
  next_step_name: { coach: true, operator: true },
  student_first_name: { coach: true, operator: null },
  student_last_name: { coach: true, operator: null },
  grade_level: { coach: true, operator: null },
  sport_interest: { coach: true, operator: null },
  coach_id: { coach: true, operator: true },
  coach_name: { coach: true, operator: "" },
  school_id: { coach: true, operator: true },
  school_name: { coach: true, operator: true },
  parent_email: { coach: "", operator: "" },
  provisioning_state: { coach: true, operator: true },
  wanted_at: { coach: true, operator: true },
  problems: { coach: [], operator: true },
  created_at: { coach: true, operator: true },
  updated_at: { coach: true, operator: true },
  version: { coach: true, operator: true }
}

const only = (data: object, decisions: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([field, value]): ReadonlyArray<readonly [string, unknown]> => {
      const decision: unknown = Object.hasOwn(decisions, field) ? decisions[field as never] : false
      if (decision === true) return [[field, value]]
      const isNested = typeof decision === "object" && decision !== null && typeof value === "object" && value !== null
      return isNested ? [[field, only(value, decision)]] : []
    })
  )

/** Returns the data of a step as a coach sees them. */
export const forCoach = (step: StepNumber, data: object): Record<string, unknown> => only(data, coachSees[step])

/** Returns the row of a list as this reader sees it. */
export const rowFor = (row: EnrollmentListing, reader: "coach" | "operator" | "all"): ListedFields =>
  Object.fromEntries(
    Object.entries(rowSeen).map(([field, seen]) => {
      const instead = reader === "all" ? true : seen[reader]
      return [field, instead === true ? row[field as keyof ListedFields] : instead]
    })
  ) as unknown as ListedFields
