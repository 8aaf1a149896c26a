import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { decodeDraft, decodeStepData } from "../../../src/domain/enrollment/steps/decode-step.ts"
import { confirmable } from "../../../src/domain/enrollment/steps/step-rules.ts"
import { type StepNumber, stepNumbers } from "../../../src/domain/enrollment/steps/step.ts"
import { withoutBlanks } from "../../../src/domain/values/blanks.ts"
import { stepData } from "../../fixtures/enrollment-walk.ts"
import { full } from "../../fixtures/full-step-data.ts"
import { stepInputs, today } from "../../fixtures/step-data-arbitraries.ts"

const problems = (step: StepNumber, input: unknown) =>
  Result.getOrThrow(Result.flip(decodeStepData(step, input, { today })))
const pointers = (step: StepNumber, input: unknown) => problems(step, input).map(({ pointer }) => pointer)
const draftProblems = (step: StepNumber, input: unknown) =>
  Result.match(decodeDraft(step, input), {
    onSuccess: () => [],
    onFailure: (found) => found.map(({ pointer, code }) => [pointer, code])
  })

describe.each(stepNumbers)("step %d", (step) => {
  it.prop("accepts what families may send, and again what it made of it", [stepInputs[step]], ([input]) => {
    const asked = { today, confirmed: confirmable }
    const data = Result.getOrThrow(decodeStepData(step, input, asked))
    assert.deepStrictEqual(decodeStepData(step, data, asked), Result.succeed(data))
    assert.deepStrictEqual(decodeStepData(step, JSON.parse(JSON.stringify(data)), asked), Result.succeed(data))
  }, { arbitrary: { runs: 60 } })

  it.prop(
    "takes any part of it as a draft, as it was typed",
    [stepInputs[step], Schema.Array(Schema.Boolean)],
    ([input, kept]) => {
      const half = Object.fromEntries(Object.entries(input).filter((_, index) => kept[index] === true))
      assert.deepStrictEqual(decodeDraft(step, half), Result.succeed(withoutBlanks(half) as never))
    },
    { arbitrary: { runs: 60 } }
  )

  it("knows every field", () =>
    assert.deepStrictEqual(decodeStepData(step, full[step], { today }), Result.succeed(full[step] as never)))

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
        ? {
          ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, planted(inner)])),
          sentinelField: "sentinel"
        }
        : typeof value === "string"
        ? "sentinel<\u0000"
        : "sentinel"
    const everywhere = { ...full[step], student: { sentinel: 1 } }
    for (const input of [planted(everywhere), { sentinel: "sentinel" }, "sentinel", ["sentinel"]]) {
      assert.notInclude(JSON.stringify(problems(step, input)), "sentinel")
      assert.notInclude(JSON.stringify(decodeDraft(step, input)), "sentinel")
    }
    for (const field of Object.keys(full[step])) {
      for (
        const value of ["sentinel", { sentinel: "sentinel" }, ["sentinel\u0000", { sentinel: 1 }], [[["sentinel"]]]]
      ) {
        const decoded = decodeStepData(step, { ...stepData[step], [field]: value }, { today })
        if (Result.isFailure(decoded)) assert.notInclude(JSON.stringify(decoded.failure), "sentinel", field)
      }
    }
  })
})

describe("what is wrong", () => {
  it("is said at once, by pointer and code", () =>
    assert.sameDeepMembers([
      ...problems(3, { shadow_day_date: "2015-02-30", shadow_day_time: "9.30", waiver_signed: false, x: 1 })
    ], [
      { pointer: "", code: "unknown_field" },
      { pointer: "/shadow_day_date", code: "date_not_real" },
      { pointer: "/shadow_day_time", code: "time" },
      { pointer: "/waiver_signed", code: "waiver_not_signed" }
    ]))

  it.each(
    [
      [1, { contact_preference: "fax" }, "/contact_preference"],
      [1, { program_interest: "x".repeat(201) }, "/program_interest"],
      [1, { additional_questions: "x".repeat(2001) }, "/additional_questions"],
      [1, { sport_interests: Array(21).fill("x") }, "/sport_interests"],
      [1, { sport_interests: ["soccer", "", 5] }, "/sport_interests/2"],
      [2, { consultation_time: "24:00" }, "/consultation_time"],
      [2, { preferred_contact_method: "email" }, "/preferred_contact_method"],
      [2, { consultation_date: "2024-02-30" }, "/consultation_date"],
      [3, { waiver_signed: "true" }, "/waiver_signed"],
      [4, { special_needs: "a\u0000" }, "/special_needs"],
      [5, { required_documents_uploaded: false }, "/required_documents_uploaded"],
      [6, { payment_method: "cash" }, "/payment_method"],
      [6, { payment_plan_selected: "weekly" }, "/payment_plan_selected"]
    ] as const
  )(
    "step %d with %o",
    (step, change, pointer) => assert.deepStrictEqual(pointers(step, { ...stepData[step], ...change }), [pointer])
  )
})

describe("blanks", () => {
  it.each(["", "  ", null, undefined])("%j on an optional field means absent, on a required one missing", (blank) => {
    assert.deepStrictEqual(
      decodeStepData(1, { ...stepData[1], additional_questions: blank }, { today }),
      Result.succeed(stepData[1])
    )
    assert.deepStrictEqual(
      decodeStepData(4, {
        ...stepData[4],
        special_needs: blank,
        student_info: { ...stepData[4].student_info, hispanic_latino_ethnicity: blank }
      }, { today }),
      Result.succeed(stepData[4])
    )
    assert.deepStrictEqual(problems(2, { ...stepData[2], consultation_date: blank }), [
      { pointer: "/consultation_date", code: "required" }
    ])
    assert.deepStrictEqual(problems(4, { ...stepData[4], parent_info: { ...stepData[4].parent_info, email: blank } }), [
      { pointer: "/parent_info/email", code: "required" }
    ])
  })
})
