import { assert, describe, it } from "@effect/vitest"
import { stepName, stepNumbers, steps } from "../../../src/domain/enrollment/steps/step.ts"

describe("steps", () => {
  it("are six, in order, under stable slugs", () => {
    assert.deepStrictEqual(stepNumbers, [1, 2, 3, 4, 5, 6])
    assert.deepStrictEqual(steps.map(({ slug }) => slug), [
      "program-information",
      "phone-consultation",
      "shadow-day",
      "student-information",
      "document-submission",
      "payment-processing"
    ])
    assert.deepStrictEqual(stepNumbers.map(stepName), [
      "Program Information",
      "Phone Consultation",
      "Shadow Day",
      "Student Information",
      "Document Submission",
      "Payment Processing"
    ])
  })
})
