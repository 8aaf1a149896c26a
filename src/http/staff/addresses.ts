import { Effect, Schema } from "effect"
import { askForAddress } from "../../domain/directory/ask-for-address.ts"
import { mergePolicy } from "../../domain/directory/policies.ts"
import { releaseAddress } from "../../domain/directory/release-address.ts"
import { askToConfirm } from "../../domain/sign-in/ask-for-link.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { answered, answers } from "../representations/person-answer.ts"

const ofAddress = {
  path: "/staff/people/:id/addresses",
  tag: "People",
  access: mergePolicy,
  body: bodyOf(fromDomain(Schema.Struct({ email: EmailAddress }))),
  answers
}

const ask = endpoint({
  ...ofAddress,
  method: "post",
  summary:
    "A changed or lost address: once its owner has opened the link that is mailed there, it is the person's, with the family of whoever had it",
  problems: [403, 404, 409],
  handle: ({ permit, body: { email } }) =>
    Effect.gen(function*() {
      const person = yield* askForAddress(permit, email)
      if (person.pending_address?.address === email) yield* askToConfirm(email)
      return answered(person)
    })
})

const release = endpoint({
  ...ofAddress,
  method: "delete",
  summary: "Let go of an address that the person had formerly or is to have: it is free for its owner",
  problems: [403, 404, 409],
  handle: ({ permit, body: { email } }) => Effect.map(releaseAddress(permit, email), (person) => answered(person))
})

export const addressEndpoints: ReadonlyArray<Endpoint> = [ask, release]
