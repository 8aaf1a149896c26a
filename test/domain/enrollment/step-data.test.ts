import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { decodeDraft, decodeStepData, withoutBlanks } from "../../../src/domain/enrollment/step-data.ts"
import { type StepNumber, stepNumbers } from "../../../src/domain/enrollment/step.ts"
import { stepData } from "../enrollment-walk.ts"
import { stepInputs, today } from "../step-data-arbitraries.ts"

const problems = (step: StepNumber, input: unknown) => Result.getOrThrow(Result.flip(decodeStepData(step, input, today)))
const pointers = (step: StepNumber, input: unknown) => problems(step, input).map(({ pointer }) => pointer)
const draftProblems = (step: StepNumber, input: unknown) =>
  Result.match(decodeDraft(step, input, today), { onSuccess: () => [], onFailure: (found) => found.map(({ pointer, code }) => [pointer, code]) })

describe.each(stepNumbers)("step %d", (step) => {
  it.prop("accepts what families may send, and again what it made of it", [stepInputs[step]], ([input]) => {
    const data = Result.getOrThrow(decodeStepData(step, input, today))
    assert.deepStrictEqual(decodeStepData(step, data, today), Result.succeed(data))
    assert.deepStrictEqual(decodeStepData(step, JSON.parse(JSON.stringify(data)), today), Result.succeed(data))
  }, { arbitrary: { runs: 60 } })

  it.prop("takes any part of it as a draft, as it was typed", [stepInputs[step], Schema.Array(Schema.Boolean)], ([input, kept]) => {
    const half = Object.fromEntries(Object.entries(input).filter((_, index) => kept[index] === true))
    assert.deepStrictEqual(decodeDraft(step, half, today), Result.succeed(withoutBlanks(half) as never))
  }, { arbitrary: { runs: 60 } })

  it("refuses what is no object, and a field that is not known", () => {
    for (const input of [null, undefined, 5, "text", [], [stepData[step]]]) {
      assert.deepStrictEqual(pointers(step, input), [""])
      assert.deepStrictEqual(draftProblems(step, input), [["", "wrong_type"]])
    }
    assert.deepInclude(problems(step, { ...stepData[step], version: 1 })[0], { pointer: "", code: "unknown_field" })
    assert.deepStrictEqual(draftProblems(step, { version: 1 }), [["", "unknown_field"]])
  })

  it("repeats neither values nor unknown names, whatever is wrong", () => {
    const planted = (value: unknown): unknown =>
      Array.isArray(value)
        ? [...value, "sentinel<", { sentinel: "sentinel" }]
        : typeof value === "object" && value !== null
        ? { ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planted(inner)])), sentinelField: "sentinel" }
        : typeof value === "string"
        ? "sentinel<\u0000"
        : "sentinel"
    const everywhere = { ...full[step], student: { sentinel: 1 } }
    for (const input of [planted(everywhere), { sentinel: "sentinel" }, "sentinel", ["sentinel"]]) {
      assert.notInclude(JSON.stringify(problems(step, input)), "sentinel")
      assert.notInclude(JSON.stringify(decodeDraft(step, input, today)), "sentinel")
    }
    for (const field of Object.keys(full[step])) {
      for (const value of ["sentinel", { sentinel: "sentinel" }, ["sentinel\u0000", { sentinel: 1 }], [[["sentinel"]]]]) {
        const decoded = decodeStepData(step, { ...stepData[step], [field]: value }, today)
        if (Result.isFailure(decoded)) assert.notInclude(JSON.stringify(decoded.failure), "sentinel", field)
      }
    }
  })
})

const person = { name: "Bob", phone: "1", relationship: "Uncle" }
/** Every field of every step, all of them valid. */
const full = {
  1: { ...stepData[1], additional_questions: "When?" },
  2: { ...stepData[2], consultation_notes: "a", special_requests: "b" },
  3: { ...stepData[3], transportation_needed: true, dietary_restrictions: "c" },
  4: {
    student_info: {
      ...stepData[4].student_info,
      middle_name: "B", generation_code_suffix: "Jr", maiden_name: "C", preferred_first_name: "D", sport_interest: "e", birth_city: "Austin",
      birth_state_abbreviation_descriptor: "TX", birth_country_descriptor: "US", birth_sex_descriptor: "Female", multiple_birth_status: false,
      date_entered_us: "2020-01-01", hispanic_latino_ethnicity: true, races: ["White"], languages: ["eng"], person_id: "1", previous_schools: ["f"]
    },
    parent_info: {
      ...stepData[4].parent_info,
      middle_name: "G", phone: "1", sms: "2", address_line_1: "h", address_line_2: "i", city: "j", state_abbreviation: "TX", postal_code: "1",
      county: "k", role: "parent", is_emergency_contact: true, lives_with: true
    },
    additional_guardians: [stepData[4].parent_info],
    academic_history: { current_school: "l", current_gpa: 4, special_education_services: true, special_accommodations: "m" },
    medical_info: { conditions: "n", medications: ["o"], allergies: "p", dietary_restrictions: "q", emergency_medical_contact: person },
    emergency_contacts: [person],
    special_needs: "r"
  },
  5: { ...stepData[5], additional_documents: ["s"] },
  6: { ...stepData[6], financial_aid_application: "t" }
} as const

describe("all fields", () => {
  it.each(stepNumbers)("of step %d are known", (step) =>
    assert.deepStrictEqual(decodeStepData(step, full[step], today), Result.succeed(full[step] as never)))
})

describe("what is wrong", () => {
  it("is said at once, by pointer, in words", () =>
    assert.sameDeepMembers([...problems(3, { shadow_day_date: "2015-02-30", shadow_day_time: "9:30", waiver_signed: false, x: 1 })], [
      { pointer: "", code: "unknown_field", message: "This object holds a field that is not known here." },
      { pointer: "/shadow_day_date", code: "invalid", message: "Please enter a date that exists, as YYYY-MM-DD." },
      { pointer: "/shadow_day_time", code: "invalid", message: "Please enter a time as HH:mm, like 09:30." },
      { pointer: "/waiver_signed", code: "invalid", message: "The waiver must be signed." }
    ]))

  it.each([
    [1, { contact_preference: "fax" }, "/contact_preference"],
    [1, { program_interest: "x".repeat(201) }, "/program_interest"],
    [1, { additional_questions: "x".repeat(2001) }, "/additional_questions"],
    [1, { sport_interests: Array(21).fill("x") }, "/sport_interests"],
    [1, { sport_interests: ["soccer", ""] }, "/sport_interests/1"],
    [2, { consultation_time: "24:00" }, "/consultation_time"],
    [2, { preferred_contact_method: "email" }, "/preferred_contact_method"],
    [2, { consultation_date: "2024-02-30" }, "/consultation_date"],
    [3, { waiver_signed: "true" }, "/waiver_signed"],
    [4, { special_needs: "a\u0000" }, "/special_needs"],
    [5, { required_documents_uploaded: false }, "/required_documents_uploaded"],
    [6, { payment_method: "cash" }, "/payment_method"],
    [6, { payment_plan_selected: "weekly" }, "/payment_plan_selected"]
  ] as const)("step %d with %o", (step, change, pointer) => assert.deepStrictEqual(pointers(step, { ...stepData[step], ...change }), [pointer]))

  it("depends on the day for birth dates, also when days alternate", () => {
    const born = { ...stepData[4], student_info: { ...stepData[4].student_info, birth_date: "2024-12-10" } }
    for (let round = 0; round < 2; round++) {
      assert.isTrue(Result.isSuccess(decodeStepData(4, born, "2024-12-11")))
      assert.isTrue(Result.isFailure(decodeStepData(4, born, "2024-12-10")))
    }
  })
})

describe("blanks", () => {
  it.each(["", "  ", null, undefined])("%j on an optional field means absent, on a required one missing", (blank) => {
    assert.deepStrictEqual(decodeStepData(1, { ...stepData[1], additional_questions: blank }, today), Result.succeed(stepData[1]))
    assert.deepStrictEqual(
      decodeStepData(4, { ...stepData[4], special_needs: blank, student_info: { ...stepData[4].student_info, hispanic_latino_ethnicity: blank } }, today),
      Result.succeed(stepData[4])
    )
    assert.deepStrictEqual(problems(2, { ...stepData[2], consultation_date: blank }), [
      { pointer: "/consultation_date", code: "required", message: "Please fill in this field." }
    ])
    assert.deepStrictEqual(problems(4, { ...stepData[4], parent_info: { ...stepData[4].parent_info, email: blank } }), [
      { pointer: "/parent_info/email", code: "required", message: "Please fill in this field." }
    ])
  })

  it("false, 0, empty lists and the entries of lists are no blanks", () =>
    assert.deepStrictEqual(withoutBlanks({ a: false, b: 0, c: [], d: ["", null], e: {}, f: { g: " " } }), {
      a: false,
      b: 0,
      c: [],
      d: ["", null],
      e: {},
      f: {}
    }))
})

describe("drafts", () => {
  it.each([
    [1, { contact_preference: "em" }],
    [2, { consultation_time: "9", consultation_date: "2024-1" }],
    [3, { waiver_signed: false }],
    [4, { student_info: { first_name: "4", birth_date: "20", races: ["Two or more races"], languages: ["Engl"] }, parent_info: { email: "ann@" } }],
    [4, { emergency_contacts: [{ name: "Bob" }], additional_guardians: [{}] }],
    [5, { required_documents_uploaded: false }],
    [1, { additional_questions: "a backslash: \\u0000, \\udata" }],
    [1, { additional_questions: "🏈 \u{20BB7} \t\n" }],
    [1, {}]
  ] as const)("step %d keeps %j", (step, draft) => assert.deepStrictEqual(decodeDraft(step, draft, today), Result.succeed(draft as never)))

  it.each([
    [1, { program_interest: 5 }, "/program_interest", "wrong_type"],
    [1, { sport_interests: "soccer" }, "/sport_interests", "wrong_type"],
    [1, { sport_interests: [5] }, "/sport_interests/0", "wrong_type"],
    [3, { waiver_signed: "yes" }, "/waiver_signed", "wrong_type"],
    [4, { student_info: "Ada" }, "/student_info", "wrong_type"],
    [4, { student_info: { first_name: ["Ada"] } }, "/student_info/first_name", "wrong_type"],
    [4, { student_info: { hispanic_latino_ethnicity: "no" } }, "/student_info/hispanic_latino_ethnicity", "wrong_type"],
    [4, { student_info: { nickname: "Ada" } }, "/student_info", "unknown_field"],
    [1, { additional_questions: "a\u0000b" }, "", "invalid"],
    [4, { student_info: { first_name: "\ud83c" } }, "", "invalid"],
    [1, { sport_interests: ["\udfc8"] }, "", "invalid"],
    [1, { additional_questions: "\\\u0000" }, "", "invalid"]
  ] as const)("step %d refuses %j", (step, draft, pointer, code) => assert.deepStrictEqual(draftProblems(step, draft), [[pointer, code]]))
})
