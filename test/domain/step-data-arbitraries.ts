import { Arbitrary } from "effect"
import { gradeLevels } from "../../src/domain/student/grade-level.ts"
import { dayFrom, oneOf, pick } from "./arbitrary-values.ts"
import { line, names, prose } from "./text-arbitraries.ts"

/** The day on which generated step data are decoded: that of the walk. */
export const today = "2024-12-08"

/** Absent in every way that a form knows, or there. */
const maybe = <A>(value: Arbitrary.Arbitrary<A>): Arbitrary.Arbitrary<A | undefined | null | ""> =>
  oneOf<A | undefined | null | "">(Arbitrary.map(pick([undefined, null, ""]), (blank) => blank), value, value)

const listOf = <A>(item: Arbitrary.Arbitrary<A>) => Arbitrary.array(item, { maxLength: 20 })

const present = <A extends object>(fields: Arbitrary.Arbitrary<A>) =>
  Arbitrary.map(
    fields,
    (record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
  )

const yesNo = pick([true, false])
const states = pick(["TX", "tx", "Texas", "uri://ed-fi.org/StateAbbreviationDescriptor#TX", "puerto rico", "DC"])
const notes = oneOf<string | Array<string>>(prose, listOf(line(200)))
const email = pick(["ann@example.test", " Ann.Lovelace@Example.TEST ", "josé@exämple.test"])
const phone = pick(["512-555-0100", "+1 (512) 555-0100", "5125550100"])
const race = pick([
  "White",
  "asian",
  "Black - African American",
  "American Indian - Alaska Native",
  "Native Hawaiian - Pacific Islander",
  "Middle Eastern or North African",
  "uri://ed-fi.org/RaceDescriptor#Other"
])
/** Nobody who chooses not to respond chooses another, and who is Hispanic or Latino does not say no to that. */
const races = oneOf<ReadonlyArray<string>>(listOf(race), pick([["Choose Not to Respond"], []]))

const guardian = present(Arbitrary.all({
  first_name: names,
  last_name: names,
  middle_name: maybe(names),
  email,
  relationship_to_student: line(60),
  phone: maybe(phone),
  sms: maybe(phone),
  address_line_1: maybe(line(150)),
  address_line_2: maybe(line(150)),
  city: maybe(line(30)),
  state_abbreviation: maybe(states),
  country: maybe(pick(["US", "USA", "United States"])),
  postal_code: maybe(pick(["78701", "78701-1234", " 787011234 "])),
  county: maybe(line(30)),
  role: maybe(pick(["parent", "guardian"])),
  is_emergency_contact: maybe(yesNo),
  lives_with: maybe(yesNo)
}))

const studentInfo = present(Arbitrary.all({
  first_name: names,
  last_name: names,
  birth_date: dayFrom("1999-12-08", 9131),
  grade_level: oneOf<string>(pick(gradeLevels), pick(["K", "kg", "5", "05", "5th", "Fifth", "GRADE 5", "12th grade"])),
  middle_name: maybe(names),
  generation_code_suffix: maybe(pick(["Jr", "Jr.", "sr", "II", "iii.", "IV", "v", "X."])),
  maiden_name: maybe(names),
  preferred_first_name: maybe(names),
  sport_interest: maybe(line(100)),
  birth_city: maybe(line(30)),
  birth_state_abbreviation_descriptor: maybe(states),
  birth_country_descriptor: maybe(pick(["US", "mx", "Mexico", "MEX", "uri://ed-fi.org/CountryDescriptor#CA"])),
  birth_sex_descriptor: maybe(pick(["Female", "male", "Not Selected"])),
  multiple_birth_status: maybe(yesNo),
  date_entered_us: maybe(dayFrom("1900-01-01", 45_600)),
  hispanic_latino_ethnicity: maybe(yesNo),
  races: maybe(races),
  languages: maybe(listOf(pick(["eng", "SPA", "es", "Spanish", "uri://ed-fi.org/LanguageDescriptor#vie"]))),
  person_id: maybe(line(32)),
  previous_schools: maybe(listOf(line(75)))
}))

/** A row of a form that nobody has touched. */
const blankRow = pick([{}, { name: "", phone: " ", relationship: null }, { first_name: "", email: "\u200B" }])
const phoneOnly = Arbitrary.map(guardian, ({ email: _, ...rest }) => ({ ...rest, phone: "512-555-0100" }))

const academicHistory = present(Arbitrary.all({
  current_school: maybe(line(75)),
  current_gpa: maybe(oneOf<string | number>(line(10), pick([0, 3.85, 4]))),
  special_education_services: maybe(oneOf<unknown>(yesNo, notes)),
  special_accommodations: maybe(oneOf<unknown>(yesNo, notes))
}))

const medicalInfo = present(Arbitrary.all({
  conditions: maybe(notes),
  medications: maybe(notes),
  allergies: maybe(notes),
  dietary_restrictions: maybe(notes),
  emergency_medical_contact: maybe(oneOf<unknown>(prose, Arbitrary.all({ name: names, phone })))
}))

const timeOfDay = pick(["00:00", "09:30", "23:59", "9:30", "2:15 pm"])

/** What a family may send in each step, and must be accepted. */
export const stepInputs = {
  1: present(Arbitrary.all({
    program_interest: line(200),
    contact_preference: pick(["email", "phone", "text"]),
    sport_interests: maybe(listOf(line(100))),
    additional_questions: maybe(prose)
  })),
  2: present(Arbitrary.all({
    consultation_date: dayFrom("2023-12-08", 731),
    consultation_time: timeOfDay,
    preferred_contact_method: pick(["phone", "video"]),
    consultation_notes: maybe(prose),
    special_requests: maybe(prose)
  })),
  3: present(Arbitrary.all({
    shadow_day_date: dayFrom("2023-12-08", 731),
    shadow_day_time: timeOfDay,
    waiver_signed: pick([true]),
    transportation_needed: maybe(yesNo),
    dietary_restrictions: maybe(prose)
  })),
  4: present(Arbitrary.all({
    student_info: studentInfo,
    parent_info: guardian,
    additional_guardians: maybe(Arbitrary.array(oneOf<unknown>(guardian, blankRow, phoneOnly), { maxLength: 3 })),
    academic_history: maybe(academicHistory),
    medical_info: maybe(medicalInfo),
    emergency_contacts: maybe(
      Arbitrary.array(oneOf<unknown>(Arbitrary.all({ name: names, phone, relationship: line(60) }), blankRow), {
        maxLength: 3
      })
    ),
    special_needs: maybe(prose)
  })),
  5: present(
    Arbitrary.all({ required_documents_uploaded: pick([true]), additional_documents: maybe(listOf(line(200))) })
  ),
  6: present(Arbitrary.all({
    payment_method: pick(["credit_card", "bank_transfer", "check", "financial_aid"]),
    payment_plan_selected: pick(["monthly", "semester", "annual"]),
    financial_aid_application: maybe(prose)
  }))
} as const
