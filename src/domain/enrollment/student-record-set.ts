import type { Array } from "effect"
import type { EnrollmentId, StudentUniqueId } from "../values/identifiers.ts"

/** Row of `students` (Ed-Fi student). Dates are `YYYY-MM-DD`; what is absent is null. */
export interface StudentRow {
  readonly student_unique_id: StudentUniqueId
  readonly student_usi: number
  readonly first_name: string
  readonly last_name: string
  readonly middle_name: string | null
  readonly maiden_name: string | null
  readonly preferred_first_name: string | null
  readonly generation_code_suffix: string | null
  readonly birth_date: string
  readonly birth_city: string | null
  readonly birth_state_abbreviation_descriptor: string | null
  readonly birth_country_descriptor: string | null
  readonly birth_sex_descriptor: string | null
  readonly multiple_birth_status: boolean | null
  readonly date_entered_us: string | null
  readonly hispanic_latino_ethnicity: boolean | null
  readonly races: ReadonlyArray<{ readonly race_descriptor: string }>
  readonly person_id: string | null
  readonly source_system_descriptor: string
}

/** Row of `student_school_associations` (Ed-Fi studentSchoolAssociation). `school_year` is the year in which the school year ends. */
export interface AssociationRow {
  readonly student_unique_id: StudentUniqueId
  readonly school_id: number
  readonly entry_date: string
  readonly entry_grade_level_descriptor: string
  readonly entry_type_descriptor: string
  readonly school_year: number
  readonly primary_school: boolean
  readonly exit_withdraw_date: string | null
  readonly exit_withdraw_type_descriptor: string | null
  readonly repeat_grade_indicator: boolean | null
  readonly class_of_school_year: number | null
}

/** Row of `tsa_student_extensions`. `deposit_amount` is in US cents; `registered_at` and `enrollment_completed_date` are RFC 3339. */
export interface ExtensionRow {
  readonly student_unique_id: StudentUniqueId
  readonly enrollment_id: EnrollmentId
  readonly enrollment_version: number
  readonly school_id: number
  readonly sport_interests: ReadonlyArray<string>
  readonly enrollment_status: "registered" | "enrolled" | "withdrawn"
  readonly assigned_program_track: string | null
  readonly grade_level_at_enrollment: string
  readonly expected_start_date: string
  readonly referring_coach_id: string
  readonly invitation_id: string
  readonly parent_consultation_completed: boolean
  readonly parent_consultation_date: string | null
  readonly shadow_day_completed: boolean
  readonly shadow_day_date: string | null
  readonly required_documents_complete: boolean
  readonly document_completion_date: string | null
  readonly deposit_paid: boolean
  readonly deposit_amount: number | null
  readonly deposit_paid_date: string | null
  readonly registered_at: string
  readonly enrollment_completed_date: string | null
  readonly custom_data: { readonly policy: unknown }
}

/** Row of `users` (OneRoster user). `grades` are CEDS codes; `org_ids` are the sourced ids of organizations. */
export interface UserRow {
  readonly sourced_id: string
  readonly status: "active" | "tobedeleted"
  readonly username: string
  readonly enabled_user: boolean
  readonly given_name: string
  readonly family_name: string
  readonly middle_name: string | null
  readonly preferred_first_name: string | null
  readonly role: "student"
  readonly identifier: string
  readonly birth_date: string
  readonly email: string | null
  readonly sms: string | null
  readonly phone: string | null
  readonly user_ids: ReadonlyArray<{ readonly type: string; readonly identifier: string }>
  readonly agents: ReadonlyArray<string>
  readonly org_ids: ReadonlyArray<string>
  readonly grades: ReadonlyArray<string>
  readonly model_metadata: { readonly source: string }
}

/** The type of row that each record has. */
export interface RecordRows {
  readonly student: StudentRow
  readonly association: AssociationRow
  readonly extension: ExtensionRow
  readonly user: UserRow
}

/** The records of one student and the school they need: what PostgreSQL should hold for a version of an enrollment. */
export interface StudentRecordSet extends Omit<RecordRows, "association"> {
  readonly school: { readonly school_id: number; readonly name_of_institution: string; readonly time_zone: string }
  /** One per stay, the latest last. No two have the same school and entry date. */
  readonly associations: Array.NonEmptyReadonlyArray<AssociationRow>
}

/** Returns all rows of one record. */
export const rowsOf = <R extends keyof RecordRows>(set: StudentRecordSet, record: R): ReadonlyArray<RecordRows[R]> => {
  const { associations, extension, student, user } = set
  return { student: [student], association: associations, extension: [extension], user: [user] }[record] as never
}
