import { stepData } from "./enrollment-walk.ts"

const person = { name: "Bob", phone: "1", relationship: "Uncle" }
/** Every field of every step, all of them valid. */
export const full = {
  1: { ...stepData[1], additional_questions: "When?" },
  2: { ...stepData[2], consultation_notes: "a", special_requests: "b" },
  3: { ...stepData[3], transportation_needed: true, dietary_restrictions: "c" },
  4: {
    student_info: {
      ...stepData[4].student_info,
      middle_name: "B",
      generation_code_suffix: "Jr",
      maiden_name: "C",
      preferred_first_name: "D",
      sport_interest: "e",
      birth_city: "Austin",
      birth_state_abbreviation_descriptor: "TX",
      birth_country_descriptor: "US",
      birth_sex_descriptor: "Female",
      multiple_birth_status: false,
      date_entered_us: "2020-01-01",
      hispanic_latino_ethnicity: true,
      races: ["White"],
      languages: ["eng"],
      person_id: "1",
      previous_schools: ["f"]
    },
    parent_info: {
      ...stepData[4].parent_info,
      middle_name: "G",
      phone: "1",
      sms: "2",
      address_line_1: "h",
      address_line_2: "i",
      city: "j",
      state_abbreviation: "TX",
      postal_code: "78701",
      county: "k",
      country: "US",
      role: "parent",
      is_emergency_contact: true,
      lives_with: true
    },
    additional_guardians: [stepData[4].parent_info],
    academic_history: {
      current_school: "l",
      current_gpa: 4,
      special_education_services: true,
      special_accommodations: "m"
    },
    medical_info: {
      conditions: "n",
      medications: ["o"],
      allergies: "p",
      dietary_restrictions: "q",
      emergency_medical_contact: person
    },
    emergency_contacts: [person],
    special_needs: "r"
  },
  5: { ...stepData[5], additional_documents: ["s"] },
  6: { ...stepData[6], financial_aid_application: "t" }
} as const
