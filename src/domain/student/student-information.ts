import { Schema } from "effect"
import { listOf } from "../values/choices.ts"
import { line, personName, phone, prose } from "../values/text.ts"
import { refuses } from "../words/refusal.ts"
import { BirthSex } from "./birth-sex.ts"
import { Country } from "./country.ts"
import { CalendarDate } from "./dates.ts"
import { GenerationSuffix } from "./generation-suffix.ts"
import { GradeLevel } from "./grade-level.ts"
import { FurtherGuardian, ParentInfo } from "./guardian.ts"
import { Language } from "./language.ts"
import { Races } from "./race.ts"
import { StateAbbreviation } from "./state.ts"

const optional = Schema.optionalKey

const gradeAverage = Schema.Finite.check(
  Schema.isBetween({ minimum: 0, maximum: 100 }, refuses("out_of_range", { min: 0, max: 100 })),
  Schema.isMultipleOf(0.001, refuses("too_precise", { decimals: 3 }))
)

/** Conditions, medications and the like arrive as one text or as a list. */
const notes = Schema.Union([prose(2000), listOf(line(200))]).annotate(refuses("wrong_type", { expected: "text" }))

const medical = {
  conditions: optional(notes),
  medications: optional(notes),
  allergies: optional(notes),
  dietary_restrictions: optional(notes),
  emergency_medical_contact: optional(Schema.Union([
    prose(2000),
    Schema.Struct({ name: personName, phone, relationship: optional(line(60)) })
  ]))
}

const StudentInfo = Schema.Struct({
  first_name: personName,
  last_name: personName,
  birth_date: CalendarDate,
  grade_level: GradeLevel,
  middle_name: optional(personName),
  generation_code_suffix: optional(GenerationSuffix),
  maiden_name: optional(personName),
  preferred_first_name: optional(personName),
  sport_interest: optional(line(100)),
  birth_city: optional(line(30)),
  birth_state_abbreviation_descriptor: optional(StateAbbreviation),
  birth_country_descriptor: optional(Country),
  birth_sex_descriptor: optional(BirthSex),
  multiple_birth_status: optional(Schema.Boolean),
  date_entered_us: optional(CalendarDate),
  hispanic_latino_ethnicity: optional(Schema.Boolean),
  races: optional(Races),
  languages: optional(listOf(Language)),
  person_id: optional(line(32)),
  previous_schools: optional(listOf(line(75)))
})

/**
 * Step 4: everything the student records need. Names and lengths are Ed-Fi's; descriptors are stored as code values. Rules that depend on
 * the day or lie between the fields are checked separately (`problemsAcross`).
 */
export const StudentInformation = Schema.Struct({
  student_info: StudentInfo,
  parent_info: ParentInfo,
  additional_guardians: optional(listOf(FurtherGuardian)),
  academic_history: Schema.Struct({
    current_school: optional(line(75)),
    current_gpa: optional(
      Schema.Union([line(10), gradeAverage]).annotate(refuses("wrong_type", { expected: "number" }))
    ),
    special_education_services: optional(Schema.Union([Schema.Boolean, notes])),
    special_accommodations: optional(Schema.Union([Schema.Boolean, notes]))
  }),
  medical_info: Schema.Struct(medical),
  emergency_contacts: optional(
    listOf(Schema.Struct({ name: personName, phone, relationship: line(60) }))
  ),
  special_needs: optional(prose(2000))
})
export type StudentInformation = typeof StudentInformation.Type
