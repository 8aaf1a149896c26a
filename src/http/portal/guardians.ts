import { Effect, Schema } from "effect"
import { addGuardian } from "../../domain/enrollment/guardians.ts"
import { guardiansPolicy } from "../../domain/enrollment/permits.ts"
import { EmailAddress } from "../../domain/people/email-address.ts"
import { withinLimit } from "../../domain/people/limit.ts"
import { askForLink } from "../../domain/sign-in/ask-for-link.ts"
import { bodyOf } from "../body.ts"
import { type Endpoint, endpoint } from "../endpoint.ts"
import { fromDomain } from "../from-domain.ts"
import { limits } from "../limits/figures.ts"
import { enrollmentAnswer, EnrollmentBody } from "./enrollment-answer.ts"

const add = endpoint({
  method: "post",
  path: "/admissions/enrollments/:id/guardians",
  summary: "A further guardian with a sign-in of their own, which is mailed to them",
  tag: "Enrollments",
  policy: guardiansPolicy,
  body: bodyOf(fromDomain(Schema.Struct({ email: EmailAddress }))),
  conditional: true,
  answers: { 200: { description: "The enrollment as it is now", schema: EnrollmentBody } },
  problems: [403, 404, 409],
  handle: ({ body: { email }, expected }) =>
    Effect.gen(function*() {
      const shown = yield* guardiansPolicy.tag
      yield* withinLimit(limits.guardianMails, shown.resource.enrollment_id)
      const enrollment = yield* addGuardian(email, expected)
      yield* askForLink(email)
      return yield* enrollmentAnswer(enrollment, shown)
    })
})

export const guardianEndpoints: ReadonlyArray<Endpoint> = [add]
