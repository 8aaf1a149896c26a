import { Effect, Result } from "effect"
import { Schema } from "effect"
import type * as z from "zod"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { draftPolicy, stepPolicy, waivePolicy } from "../../domain/enrollment/permits.ts"
import { saveDraft } from "../../domain/enrollment/save-draft.ts"
import {
  decodeDraft,
  decodeStepData,
  type Draft,
  type StepData,
  stepSchema
} from "../../domain/enrollment/step-data.ts"
import { type StepNumber, steps } from "../../domain/enrollment/step.ts"
import { submitStep } from "../../domain/enrollment/submit-step.ts"
import { waive } from "../../domain/enrollment/waive-step.ts"
import { prose } from "../../domain/people/text.ts"
import { localDateAt } from "../../domain/school/local-date.ts"
import type { FieldProblem } from "../../domain/words/field-codes.ts"
import { bodyOf } from "../body.ts"
import { type Body, type Endpoint, endpoint } from "../endpoint.ts"
import { fromDecoder, fromDomain, jsonSchemaOf } from "../from-domain.ts"
import { enrollmentAnswer, EnrollmentBody } from "./enrollment-answer.ts"
import { canonicalNames, underSentNames } from "./step-aliases.ts"

const ok = { 200: { description: "The enrollment as it is now", schema: EnrollmentBody } }
const heaviest = { step: 32 * 1024, draft: 16 * 1024 }
const tooLarge: ReadonlyArray<FieldProblem> = [{ pointer: "", code: "body_too_large" }]

const childOf = ({ invited }: Enrollment) => invited.student_first_name

/** The document is the schema of any day: only the bounds of dates depend on it. */
const documentOf = (step: StepNumber, name: string) => () => ({
  ...jsonSchemaOf(stepSchema(step, "2025-01-01") as never),
  id: name.replace(" ", "")
})

const decoded = <A>(
  step: StepNumber,
  limit: number,
  decode: (data: unknown) => Result.Result<A, ReadonlyArray<FieldProblem>>
) =>
(input: unknown) => {
  if (new TextEncoder().encode(JSON.stringify(input)).length > limit) return Result.fail(tooLarge)
  const { data, sent } = canonicalNames(step, input)
  return Result.mapError(decode(data), (problems) => underSentNames(problems, sent))
}

const stepBody = <N extends StepNumber>(step: N, name: string): Body<StepData[N], Enrollment> => ({
  document: documentOf(step, name),
  child: childOf,
  schema: ({ policy }, now) =>
    fromDecoder(
      decoded(step, heaviest.step, (data) => decodeStepData(step, data, localDateAt(now, policy.time_zone)))
    ) as z.ZodType<StepData[N]>
})

const draftBody = (step: StepNumber, name: string): Body<Draft, Enrollment> => ({
  document: () => ({
    type: "object",
    description: `Any subset of ${name.replace(" ", "")}: only types and sizes are checked.`
  }),
  child: childOf,
  schema: ({ policy }, now) =>
    fromDecoder(
      decoded(step, heaviest.draft, (data) => decodeDraft(step, data, localDateAt(now, policy.time_zone)))
    ) as z.ZodType<Draft>
})

const ofStep = (step: StepNumber, name: string): ReadonlyArray<Endpoint> => {
  const path = `/admissions/enrollments/:id/steps/${step}`
  return [
    endpoint({
      method: "put",
      path,
      summary: `Complete or edit step ${step}, ${name}`,
      tag: "Enrollments",
      policy: stepPolicy,
      body: stepBody(step, name),
      conditional: true,
      answers: ok,
      problems: [403, 404, 409],
      handle: ({ body, expected }) =>
        Effect.gen(function*() {
          const permit = yield* stepPolicy.tag
          return yield* enrollmentAnswer(yield* submitStep(step, body, expected), permit)
        })
    }),
    endpoint({
      method: "put",
      path: `${path}/draft`,
      summary: `Save step ${step} half-filled`,
      tag: "Enrollments",
      policy: draftPolicy,
      body: draftBody(step, name),
      answers: ok,
      problems: [403, 404, 409],
      handle: ({ body }) =>
        Effect.gen(function*() {
          const permit = yield* draftPolicy.tag
          return yield* enrollmentAnswer(yield* saveDraft(step, body), permit)
        })
    }),
    endpoint({
      method: "delete",
      path: `${path}/draft`,
      summary: `Drop the draft of step ${step}`,
      tag: "Enrollments",
      policy: draftPolicy,
      answers: ok,
      problems: [403, 404, 409],
      handle: () =>
        Effect.gen(function*() {
          const permit = yield* draftPolicy.tag
          return yield* enrollmentAnswer(yield* saveDraft(step, undefined), permit)
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
    policy: waivePolicy,
    body: bodyOf(fromDomain(Schema.Struct({ reason: prose(500) }))),
    conditional: true,
    answers: ok,
    problems: [403, 404, 409],
    handle: ({ body, expected }) =>
      Effect.gen(function*() {
        const permit = yield* waivePolicy.tag
        return yield* enrollmentAnswer(yield* waive(step, body.reason, expected), permit)
      })
  })

export const stepEndpoints: ReadonlyArray<Endpoint> = [
  ...steps.flatMap(({ name, number }) => ofStep(number, name)),
  waiver(2),
  waiver(3)
]
