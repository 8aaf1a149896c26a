import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { StudentInformation } from "../../../src/domain/student/student-information.ts"
import { decodeStrictly } from "../../../src/domain/values/field-problems.ts"

const decode = decodeStrictly(StudentInformation)
const guardian = {
  first_name: "Ann",
  last_name: "Lovelace",
  email: " Ann@Example.test",
  relationship_to_student: "Mother"
}
const child = { first_name: " Ada ", last_name: "Lovelace", birth_date: "2014-03-01", grade_level: "5th" }
const said = {
  academic_history: { current_gpa: 3.85, special_education_services: true, special_accommodations: ["more time"] },
  medical_info: { allergies: "nuts", emergency_medical_contact: { name: "Dr. Who", phone: "911" } }
}
const least = { student_info: child, parent_info: guardian, academic_history: {}, medical_info: {} }

const pointers = (input: object) => {
  const decoded = decode(input)
  return Result.isSuccess(decoded) ? [] : decoded.failure.map(({ pointer }) => pointer)
}

describe("StudentInformation", () => {
  it("normalizes what is needed", () =>
    assert.deepStrictEqual(
      decode(least),
      Result.succeed({
        student_info: {
          first_name: "Ada",
          last_name: "Lovelace",
          birth_date: "2014-03-01",
          grade_level: "Fifth grade"
        },
        parent_info: { ...guardian, email: "ann@example.test" },
        academic_history: {},
        medical_info: {}
      }) as never
    ))

  it("normalizes what may be said", () =>
    assert.deepStrictEqual(
      decode({
        ...least,
        student_info: {
          ...child,
          generation_code_suffix: "iii.",
          birth_state_abbreviation_descriptor: "texas",
          birth_country_descriptor: "us",
          birth_sex_descriptor: "female",
          hispanic_latino_ethnicity: false,
          date_entered_us: "2024-12-11",
          races: ["White", "Asian"],
          languages: ["SPA", "eng"],
          previous_schools: [" Elm Street "]
        },
        ...said
      }),
      Result.succeed({
        student_info: {
          ...child,
          first_name: "Ada",
          grade_level: "Fifth grade",
          generation_code_suffix: "III",
          birth_state_abbreviation_descriptor: "TX",
          birth_country_descriptor: "US",
          birth_sex_descriptor: "Female",
          hispanic_latino_ethnicity: false,
          date_entered_us: "2024-12-11",
          races: ["Asian", "White"],
          languages: ["spa", "eng"],
          previous_schools: ["Elm Street"]
        },
        parent_info: { ...guardian, email: "ann@example.test" },
        ...said
      }) as never
    ))

  it("asks for everything that is needed", () =>
    assert.sameMembers(pointers({ student_info: {}, parent_info: {} }), [
      ...["first_name", "last_name", "birth_date", "grade_level"].map((field) => `/student_info/${field}`),
      ...["first_name", "last_name", "email", "relationship_to_student"].map((field) => `/parent_info/${field}`),
      "/academic_history",
      "/medical_info"
    ]))

  it("holds optional fields to Ed-Fi's lengths and codes", () =>
    assert.sameMembers(
      pointers({
        ...least,
        student_info: {
          ...child,
          middle_name: "x".repeat(76),
          generation_code_suffix: "XI",
          birth_city: "x".repeat(31),
          birth_state_abbreviation_descriptor: "Ontario",
          birth_country_descriptor: "Utopia",
          birth_sex_descriptor: "f",
          multiple_birth_status: "yes",
          date_entered_us: "2024-13-12",
          hispanic_latino_ethnicity: "no",
          races: ["Martian"],
          languages: ["Klingonese"],
          person_id: "x".repeat(33),
          sport_interest: "x".repeat(101),
          previous_schools: Array(21).fill("x")
        },
        parent_info: {
          ...guardian,
          country: "Utopia",
          role: "uncle",
          phone: "5".repeat(25),
          city: "x".repeat(31)
        },
        additional_guardians: [guardian, { ...guardian, email: "none" }],
        emergency_contacts: [{ name: "Bob", phone: "1" }],
        special_needs: "x".repeat(2001)
      }),
      [
        ...[
          "middle_name",
          "generation_code_suffix",
          "birth_city",
          "birth_state_abbreviation_descriptor",
          "birth_country_descriptor",
          "birth_sex_descriptor",
          "multiple_birth_status",
          "date_entered_us",
          "hispanic_latino_ethnicity",
          "races/0",
          "languages/0",
          "person_id",
          "sport_interest",
          "previous_schools"
        ].map((field) => `/student_info/${field}`),
        ...["country", "role", "phone", "city"].map((field) => `/parent_info/${field}`),
        "/additional_guardians/1/email",
        "/emergency_contacts/0/relationship",
        "/special_needs"
      ]
    ))
})
