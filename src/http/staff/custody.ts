import { Effect, Schema } from "effect"
import * as z from "zod"
import type { Enrollment } from "../../domain/enrollment/enrollment.ts"
import { setCustody } from "../../domain/enrollment/family/custody.ts"
import { custodyPolicy } from "../../domain/enrollment/policies.ts"
import { recordRead } from "../../domain/enrollment/reading/reads-on-record.ts"
import type { Principal } from "../../domain/people/principal.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import type { Answer } from "../answer.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { entityTag } from "../entity-tag.ts"
import { fromDomain } from "../openapi/from-domain.ts"

const tag = "Staff"
const path = "/staff/enrollments/:id/custody"
const answers = {
  200: {
    description: "The family's addresses, and who may not know of the enrollment",
    schema: z.object({ parent_email: z.string(), guardians: z.array(z.string()), blocked: z.array(z.string()) })
  }
}

/** Puts the reader on record, then answers. */
const answered = Effect.fnUntraced(function*(principal: Principal, enrollment: Enrollment) {
  const { blocked = [], guardians = [], parent_email } = enrollment
  yield* recordRead(enrollment, principal, ["custody"])
  const answer: Answer = {
    status: 200,
    tag: entityTag(enrollment, "staff", "en"),
    body: { parent_email, guardians, blocked }
  }
  return answer
})

const get = endpoint({
  method: "get",
  path,
  summary: "Guardians and custody of an enrollment; admins read and set it although it blocks them",
  tag,
  access: custodyPolicy,
  answers,
  problems: [403, 404],
  handle: ({ permit: { principal, resource } }) => answered(principal, resource)
})

const put = endpoint({
  method: "put",
  path,
  summary:
    "Keep an enrollment from these addresses and no others: to them it does not exist from their next request on",
  tag,
  access: custodyPolicy,
  body: bodyOf(
    fromDomain(Schema.Struct({ blocked: Schema.Array(EmailAddress).check(Schema.isMaxLength(10)) }))
  ),
  conditional: true,
  answers,
  problems: [403, 404, 409],
  handle: ({ permit, body: { blocked }, expected }) =>
    Effect.flatMap(setCustody(permit, blocked, expected), (changed) => answered(permit.principal, changed))
})

export const custodyEndpoints: ReadonlyArray<Endpoint> = [get, put]
