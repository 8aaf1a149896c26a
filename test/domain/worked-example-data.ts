import { defaultPolicy } from "../../src/domain/school/enrollment-policy.ts"

/** What Ann sends in steps 1 to 3, and when. */
export const toured = [
  [1, { program_interest: "Full time", contact_preference: "email" }, "2024-12-08T18:05:00.000Z"],
  [
    2,
    { consultation_date: "2024-12-09", consultation_time: "10:00", preferred_contact_method: "video" },
    "2024-12-09T17:00:00.000Z"
  ],
  [3, { shadow_day_date: "2024-12-10", shadow_day_time: "08:30", waiver_signed: true }, "2024-12-10T22:00:00.000Z"]
] as const

export const ada = {
  first_name: " Ada ",
  last_name: "Lovelace",
  birth_date: "2014-03-01",
  grade_level: "5th",
  races: ["White", "Asian"]
}
/** What she sends in step 4. */
export const step4 = {
  student_info: ada,
  parent_info: {
    first_name: "Ann",
    last_name: "Lovelace",
    email: "ann@example.test",
    relationship_to_student: "Mother"
  },
  academic_history: {},
  medical_info: {}
}

export const usi = 1803 * 2 ** 40 + 355_812_314_245
export const student_unique_id = "TSA-STU-20241208-ABC12345"

/** What PostgreSQL holds once step 4 of the worked example is done. */
export const recordsOfVersion5 = {
  school: { school_id: 1, name_of_institution: "TSA Austin", time_zone: "America/Chicago" },
  student: {
    student_unique_id,
    student_usi: usi,
    first_name: "Ada",
    last_name: "Lovelace",
    middle_name: null,
    maiden_name: null,
    preferred_first_name: null,
    generation_code_suffix: null,
    birth_date: "2014-03-01",
    birth_city: null,
    birth_state_abbreviation_descriptor: null,
    birth_country_descriptor: null,
    birth_sex_descriptor: null,
    multiple_birth_status: null,
    date_entered_us: null,
    hispanic_latino_ethnicity: null,
    races: [{ race_descriptor: "Asian" }, { race_descriptor: "White" }],
    person_id: null,
    source_system_descriptor: "TSA_Admissions_Portal"
  },
  association: {
    student_unique_id,
    school_id: 1,
    entry_date: "2024-12-11",
    entry_grade_level_descriptor: "Fifth grade",
    entry_type_descriptor: "New student",
    school_year: 2025,
    primary_school: true,
    exit_withdraw_date: null,
    exit_withdraw_type_descriptor: null,
    repeat_grade_indicator: null,
    class_of_school_year: null
  },
  extension: {
    student_unique_id,
    enrollment_id: "TSA-ENROLL-20241208-ABC12345",
    enrollment_version: 5,
    sport_interests: ["soccer"],
    enrollment_status: "registered",
    assigned_program_track: "soccer",
    grade_level_at_enrollment: "Fifth grade",
    expected_start_date: "2024-12-25",
    referring_coach_id: "c-17",
    invitation_id: "TSA-INV-20241208-ABC12345",
    parent_consultation_completed: true,
    parent_consultation_date: "2024-12-09",
    shadow_day_completed: true,
    shadow_day_date: "2024-12-10",
    required_documents_complete: false,
    document_completion_date: null,
    deposit_paid: false,
    deposit_amount: null,
    deposit_paid_date: null,
    registered_at: "2024-12-12T03:00:00.000Z",
    enrollment_completed_date: null,
    custom_data: { policy: defaultPolicy("America/Chicago") }
  },
  user: {
    sourced_id: `student_${student_unique_id}`,
    status: "active",
    username: `ada.lovelace.${usi}`,
    enabled_user: false,
    given_name: "Ada",
    family_name: "Lovelace",
    middle_name: null,
    preferred_first_name: null,
    role: "student",
    identifier: student_unique_id,
    birth_date: "2014-03-01",
    email: null,
    sms: null,
    phone: null,
    user_ids: [{ type: "studentUniqueId", identifier: student_unique_id }],
    agents: [],
    org_ids: ["school_1"],
    grades: ["05"],
    model_metadata: { source: "TSA_Admissions_Portal" }
  }
}
