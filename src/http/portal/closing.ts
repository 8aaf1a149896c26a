import { Effect, Schema } from "effect"
import { decideAdmission } from "../../domain/enrollment/decide-admission.ts"
import { decidePolicy, reopenPolicy, withdrawPolicy } from "../../domain/enrollment/policies.ts"
import { reopenEnrollment } from "../../domain/enrollment/reopen-enrollment.ts"
import { withdrawEnrollment } from "../../domain/enrollment/withdraw-enrollment.ts"
import { withoutBlanks } from "../../domain/values/blanks.ts"
import { oneOf } from "../../domain/values/choices.ts"
import { prose } from "../../domain/values/text.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { enrollmentAnswer } from "../representations/enrollment-answer.ts"
import { EnrollmentBody } from "../representations/enrollment-shapes.ts"

const described = {
  method: "post",
  tag: "Enrollments",
  conditional: true,
  answers: { 200: { description: "The enrollment as it is now", schema: EnrollmentBody } },
  problems: [403, 404, 409]
} as const
const path = "/admissions/enrollments/:id"

const Reason = Schema.Struct({ reason: prose(500) })
const DecisionBody = Schema.Struct({
  decision: oneOf(["approved", "declined"]),
  notes: Schema.optionalKey(prose(2000))
})

const withdraw = endpoint({
  ...described,
  path: `${path}/withdraw`,
  summary: "Withdraw the enrollment",
  access: withdrawPolicy,
  body: bodyOf(fromDomain(Reason)),
  handle: ({ permit, body, expected }) =>
    Effect.gen(function*() {
      return yield* enrollmentAnswer(yield* withdrawEnrollment(permit, body.reason, expected), permit)
    })
})

const reopen = endpoint({
  ...described,
  path: `${path}/reopen`,
  summary: "Take a withdrawal or a refusal back, as if it had not been",
  access: reopenPolicy,
  body: bodyOf(fromDomain(Reason)),
  handle: ({ permit, body, expected }) =>
    Effect.gen(function*() {
      return yield* enrollmentAnswer(yield* reopenEnrollment(permit, body.reason, expected), permit)
    })
})

const decide = endpoint({
  ...described,
  path: `${path}/decision`,
  summary: "Approve or decline the admission; declined, the enrollment is closed",
  access: decidePolicy,
  body: bodyOf(fromDomain(DecisionBody, withoutBlanks)),
  handle: ({ permit, body, expected }) =>
    Effect.gen(function*() {
      return yield* enrollmentAnswer(yield* decideAdmission(permit, body, expected), permit)
    })
})

export const closingEndpoints: ReadonlyArray<Endpoint> = [withdraw, reopen, decide]
