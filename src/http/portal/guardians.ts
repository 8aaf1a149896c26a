import { Effect, Schema } from "effect"
import { nameGuardian, removeGuardian } from "../../domain/enrollment/family/name-guardian.ts"
import { guardiansPolicy } from "../../domain/enrollment/policies.ts"
import { withinLimit } from "../../domain/request/limit.ts"
import { askToConfirm } from "../../domain/sign-in/ask-for-link.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { limits } from "../limits/figures.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { enrollmentAnswer } from "../representations/enrollment-answer.ts"
import { EnrollmentBody } from "../representations/enrollment-shapes.ts"

const common = {
  path: "/admissions/enrollments/:id/guardians",
  tag: "Enrollments",
  access: guardiansPolicy,
  body: bodyOf(fromDomain(Schema.Struct({ email: EmailAddress }))),
  conditional: true,
  answers: { 200: { description: "The enrollment as it is now", schema: EnrollmentBody } }
}

const add = endpoint({
  ...common,
  method: "post",
  summary:
    "Name a further guardian, who becomes one when they open the link that is mailed to them: pending until then",
  problems: [403, 404, 409],
  handle: ({ permit, body: { email }, expected }) =>
    Effect.gen(function*() {
      const shown = permit
      yield* withinLimit(limits.guardianMails, shown.resource.enrollment_id)
      const enrollment = yield* nameGuardian(permit, email, expected)
      yield* askToConfirm(email)
      return yield* enrollmentAnswer(enrollment, shown)
    })
})

const remove = endpoint({
  ...common,
  method: "delete",
  summary: "Take a guardian off, pending or not: they have no right to the enrollment from then on",
  problems: [403, 404, 409],
  handle: ({ permit, body: { email }, expected }) =>
    Effect.gen(function*() {
      const shown = permit
      return yield* enrollmentAnswer(yield* removeGuardian(permit, email, expected), shown)
    })
})

export const guardianEndpoints: ReadonlyArray<Endpoint> = [add, remove]
