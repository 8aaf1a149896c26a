import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { decodeStepData } from "../../../src/domain/enrollment/steps/decode-step.ts"
import type { StepData } from "../../../src/domain/enrollment/steps/step-data.ts"
import { type Asked, confirmable } from "../../../src/domain/enrollment/steps/step-rules.ts"
import type { StepNumber } from "../../../src/domain/enrollment/steps/step.ts"
import { stepData } from "../../fixtures/enrollment-walk.ts"

const today = "2024-12-11"

const found = (step: StepNumber, input: unknown, asked: Partial<Asked> = {}) =>
  Result.match(decodeStepData(step, input, { today, ...asked }), {
    onSuccess: () => [],
    onFailure: (problems) => problems.map(({ code, pointer }) => `${pointer} ${code}`)
  })

const child = (fields: object) => ({ ...stepData[4], student_info: { ...stepData[4].student_info, ...fields } })
const parent = (fields: object) => ({ ...stepData[4], parent_info: { ...stepData[4].parent_info, ...fields } })
const second = (fields: object) => {
  const { email: _, ...guardian } = stepData[4].parent_info
  return { ...stepData[4], additional_guardians: [{ ...guardian, ...fields }] }
}

describe("visits", () => {
  it.each(["2199-01-01", "1900-01-01", "2023-12-10", "2025-12-12"])(
    "are not on %s, more than a year from today",
    (date) => {
      assert.deepStrictEqual(found(2, { ...stepData[2], consultation_date: date }), ["/consultation_date date_too_far"])
      assert.deepStrictEqual(found(3, { ...stepData[3], shadow_day_date: date }), ["/shadow_day_date date_too_far"])
    }
  )

  it.each(["2023-12-11", "2024-12-11", "2025-12-11"])("may be on %s", (date) => {
    assert.deepStrictEqual(found(2, { ...stepData[2], consultation_date: date }), [])
    assert.deepStrictEqual(found(3, { ...stepData[3], shadow_day_date: date }), [])
  })

  it("stay accepted when the same is sent again years later, also beside something new", () => {
    const before = Result.getOrThrow(decodeStepData(2, stepData[2], { today: stepData[2].consultation_date }))
    const later = { today: "2031-01-01", before }
    assert.deepStrictEqual(found(2, stepData[2], later), [])
    assert.deepStrictEqual(found(2, { ...stepData[2], special_requests: "A ramp." }, later), [])
    assert.deepStrictEqual(found(2, { ...stepData[2], consultation_date: "2024-12-12" }, later), [
      "/consultation_date date_too_far"
    ])
  })
})

describe("a child", () => {
  it.each([
    ["2024-12-10", "K", []],
    ["2024-11-11", "5th", ["/student_info/birth_date age_for_grade"]],
    ["2024-12-11", "K", ["/student_info/birth_date date_not_past"]],
    ["1999-12-10", "12th", ["/student_info/birth_date date_too_far"]],
    ["2019-12-11", "5th", []],
    ["2019-12-12", "5th", ["/student_info/birth_date age_for_grade"]],
    ["2008-12-12", "5th", []],
    ["2008-12-11", "5th", ["/student_info/birth_date age_for_grade"]]
  ])(
    "born on %s in grade %s: %j",
    (birth_date, grade_level, problems) =>
      assert.deepStrictEqual(found(4, child({ birth_date, grade_level })), problems)
  )

  it("of an unusual age is accepted when staff say so, and not asked about again", () => {
    const unusual = child({ birth_date: "2024-11-11" })
    assert.deepStrictEqual(found(4, unusual, { confirmed: ["name_unusual"] }), [
      "/student_info/birth_date age_for_grade"
    ])
    assert.deepStrictEqual(found(4, unusual, { confirmed: ["age_for_grade"] }), [])
    const before = Result.getOrThrow(decodeStepData(4, unusual, { today, confirmed: confirmable }))
    assert.deepStrictEqual(found(4, child({ birth_date: "2024-11-11", birth_city: "Austin" }), { before }), [])
  })

  it("has not come to the country in the future", () =>
    assert.deepStrictEqual(found(4, child({ date_entered_us: "2024-12-12" })), [
      "/student_info/date_entered_us date_in_future"
    ]))

  it("is not Hispanic by race and not Hispanic by the answer", () => {
    const races = ["Hispanic or Latino"]
    assert.deepStrictEqual(found(4, child({ races, hispanic_latino_ethnicity: false })), [
      "/student_info/hispanic_latino_ethnicity ethnicity_contradiction"
    ])
    assert.deepStrictEqual(found(4, child({ races, hispanic_latino_ethnicity: true })), [])
    assert.deepStrictEqual(found(4, child({ races })), [])
  })
})

describe("a guardian", () => {
  it("lives in a state and has a ZIP code in the United States alone", () => {
    assert.deepStrictEqual(found(4, parent({ state_abbreviation: "Jalisco", postal_code: "W1A 1AA" })), [
      "/parent_info/state_abbreviation not_in_list",
      "/parent_info/postal_code postal_code"
    ])
    assert.deepStrictEqual(
      found(4, parent({ country: "Mexico", state_abbreviation: "Jalisco", postal_code: "W1A 1AA" })),
      []
    )
    const told = decodeStepData(4, parent({ country: "USA", state_abbreviation: "texas", postal_code: "78701-0001" }), {
      today
    })
    const { country, state_abbreviation } = (Result.getOrThrow(told) as StepData[4]).parent_info
    assert.deepStrictEqual([country, state_abbreviation], ["US", "TX"])
  })

  it("may have a phone and no e-mail as the second one, but not neither", () => {
    assert.deepStrictEqual(found(4, second({ phone: "512-555-0100" })), [])
    assert.deepStrictEqual(found(4, second({})), ["/additional_guardians/0/email phone_or_email"])
    assert.deepStrictEqual(found(4, parent({ email: undefined, phone: "512-555-0100" })), [
      "/parent_info/email required"
    ])
  })
})

describe("names with digits and signs", () => {
  it.each(["L0velace", "Lovelace!!", "What?", "a_b", "A@B", "Lovelace%"])(
    "%s is asked about, wherever it stands",
    (name) => {
      assert.deepStrictEqual(found(4, child({ last_name: name })), ["/student_info/last_name name_unusual"])
      assert.deepStrictEqual(found(4, parent({ first_name: name })), ["/parent_info/first_name name_unusual"])
      assert.deepStrictEqual(
        found(4, { ...stepData[4], emergency_contacts: [{ name, phone: "1", relationship: "Uncle" }] }),
        [
          "/emergency_contacts/0/name name_unusual"
        ]
      )
      assert.deepStrictEqual(found(4, child({ last_name: name }), { confirmed: ["name_unusual"] }), [])
    }
  )

  it("names as they are written are not", () => {
    for (const name of ["O’Brien", "'t Hooft", "Núñez-García", "J. R.", "李", "d'Arc, Jr."]) {
      assert.deepStrictEqual(found(4, child({ last_name: name })), [], name)
    }
  })
})

describe("everything at once", () => {
  it("rules of the day are told beside fields that are missing or wrong", () =>
    assert.sameMembers(
      found(4, {
        student_info: {
          first_name: "L0la",
          birth_date: "2024-11-11",
          grade_level: "5th",
          date_entered_us: "2999-01-01"
        },
        parent_info: { ...stepData[4].parent_info, postal_code: "1" },
        additional_guardians: [{}, { first_name: "Bob" }, { name: "" }]
      }),
      [
        "/student_info/last_name required",
        "/student_info/first_name name_unusual",
        "/student_info/birth_date age_for_grade",
        "/student_info/date_entered_us date_too_far",
        "/parent_info/postal_code postal_code",
        "/additional_guardians/1/last_name required",
        "/additional_guardians/1/relationship_to_student required",
        "/additional_guardians/1/email phone_or_email"
      ]
    ))

  it("rows that nobody touched are no rows, and the others are told where they were sent", () => {
    const blank = { name: "", phone: " ", relationship: null }
    const data = {
      ...stepData[4],
      emergency_contacts: [blank],
      additional_guardians: [{ email: "", first_name: "\u200B" }]
    }
    const told = Result.getOrThrow(decodeStepData(4, data, { today })) as StepData[4]
    assert.deepStrictEqual([told.emergency_contacts, told.additional_guardians], [[], []])
    assert.deepStrictEqual(
      found(4, { ...stepData[4], emergency_contacts: [blank, { name: "Bob" }, blank, { phone: "1" }] }),
      [
        "/emergency_contacts/1/phone required",
        "/emergency_contacts/1/relationship required",
        "/emergency_contacts/3/name required",
        "/emergency_contacts/3/relationship required"
      ]
    )
  })

  it("what was said of school and health may be absent", () => {
    const { academic_history: _, medical_info: __, ...rest } = stepData[4]
    assert.deepStrictEqual(found(4, rest), [])
    assert.deepStrictEqual(
      decodeStepData(4, rest, { today }),
      decodeStepData(4, { ...rest, academic_history: {}, medical_info: null }, { today })
    )
  })
})
