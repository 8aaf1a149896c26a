import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { decodeDraft } from "../../../src/domain/enrollment/steps/decode-step.ts"
import { type StepNumber } from "../../../src/domain/enrollment/steps/step.ts"

const draftProblems = (step: StepNumber, input: unknown) =>
  Result.match(decodeDraft(step, input), {
    onSuccess: () => [],
    onFailure: (found) => found.map(({ pointer, code }) => [pointer, code])
  })

describe("drafts", () => {
  it.each(
    [
      [1, { contact_preference: "em" }],
      [2, { consultation_time: "9", consultation_date: "2024-1" }],
      [3, { waiver_signed: false }],
      [4, {
        student_info: { first_name: "4", birth_date: "20", races: ["Two or more races"], languages: ["Engl"] },
        parent_info: { email: "ann@" }
      }],
      [4, { emergency_contacts: [{ name: "Bob" }], additional_guardians: [{}] }],
      [5, { required_documents_uploaded: false }],
      [1, { additional_questions: "a backslash: \\u0000, \\udata" }],
      [1, { additional_questions: "🏈 \u{20BB7} \t\n" }],
      [1, {}]
    ] as const
  )(
    "step %d keeps %j",
    (step, draft) => assert.deepStrictEqual(decodeDraft(step, draft), Result.succeed(draft as never))
  )

  it.each(
    [
      [1, { program_interest: 5 }, "/program_interest", "wrong_type"],
      [1, { sport_interests: "soccer" }, "/sport_interests", "wrong_type"],
      [1, { sport_interests: [5] }, "/sport_interests/0", "wrong_type"],
      [3, { waiver_signed: "yes" }, "/waiver_signed", "wrong_type"],
      [4, { student_info: "Ada" }, "/student_info", "wrong_type"],
      [4, { student_info: { first_name: ["Ada"] } }, "/student_info/first_name", "wrong_type"],
      [
        4,
        { student_info: { hispanic_latino_ethnicity: "no" } },
        "/student_info/hispanic_latino_ethnicity",
        "wrong_type"
      ],
      [4, { student_info: { nickname: "Ada" } }, "/student_info", "unknown_field"],
      [1, { additional_questions: "a\u0000b" }, "", "not_storable"],
      [4, { student_info: { first_name: "\ud83c" } }, "", "not_storable"],
      [1, { sport_interests: ["\udfc8"] }, "", "not_storable"],
      [1, { additional_questions: "\\\u0000" }, "", "not_storable"]
    ] as const
  )(
    "step %d refuses %j",
    (step, draft, pointer, code) => assert.deepStrictEqual(draftProblems(step, draft), [[pointer, code]])
  )
})
