import { Effect, Schema } from "effect"
import { draftPolicy, stepPolicy, waivePolicy } from "../../domain/enrollment/policies.ts"
import { saveDraft } from "../../domain/enrollment/steps/save-draft.ts"
import { type StepNumber, steps } from "../../domain/enrollment/steps/step.ts"
import { submitStep } from "../../domain/enrollment/steps/submit-step.ts"
import { waive } from "../../domain/enrollment/steps/waive-step.ts"
import { prose } from "../../domain/values/text.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { enrollmentAnswer } from "../representations/enrollment-answer.ts"
import { EnrollmentBody } from "../representations/enrollment-shapes.ts"
import { confirmQuery, draftBody, stepBody } from "./step-bodies.ts"

const ok = { 200: { description: "The enrollment as it is now", schema: EnrollmentBody } }

const ofStep = (step: StepNumber, name: string): ReadonlyArray<Endpoint> => {
  const path = `/admissions/enrollments/:id/steps/${step}`
  return [
    endpoint({
      method: "put",
      path,
      summary: `Complete or edit step ${step}, ${name}`,
      tag: "Enrollments",
      access: stepPolicy,
      body: stepBody(step, name),
      ...(step === 4 && { query: confirmQuery }),
      conditional: true,
      answers: ok,
      problems: [403, 404, 409],
      handle: ({ permit, body, expected }) =>
        Effect.gen(function*() {
          return yield* enrollmentAnswer(yield* submitStep(permit, step, body, expected), permit)
        })
    }),
    endpoint({
      method: "put",
      path: `${path}/draft`,
      summary: `Save step ${step} half-filled`,
      tag: "Enrollments",
      access: draftPolicy,
      body: draftBody(step, name),
      answers: ok,
      problems: [403, 404, 409],
      handle: ({ permit, body }) =>
        Effect.gen(function*() {
          return yield* enrollmentAnswer(yield* saveDraft(permit, step, body), permit)
        })
    }),
    endpoint({
      method: "delete",
      path: `${path}/draft`,
      summary: `Drop the draft of step ${step}`,
      tag: "Enrollments",
      access: draftPolicy,
      answers: ok,
      problems: [403, 404, 409],
      handle: ({ permit }) =>
        Effect.gen(function*() {
          return yield* enrollmentAnswer(yield* saveDraft(permit, step, undefined), permit)
        })
    })
  ]
}

const waiver = (step: 2 | 3) =>
  endpoint({
    method: "post",
    path: `/admissions/enrollments/:id/steps/${step}/waive`,
    summary: `Waive step ${step}`,
    tag: "Enrollments",
    access: waivePolicy,
    body: bodyOf(fromDomain(Schema.Struct({ reason: prose(500) }))),
    conditional: true,
    answers: ok,
    problems: [403, 404, 409],
    handle: ({ permit, body, expected }) =>
      Effect.gen(function*() {
        return yield* enrollmentAnswer(yield* waive(permit, step, body.reason, expected), permit)
      })
  })

export const stepEndpoints: ReadonlyArray<Endpoint> = [
  ...steps.flatMap(({ name, number }) => ofStep(number, name)),
  waiver(2),
  waiver(3)
]
