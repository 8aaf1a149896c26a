import { Effect, Schema } from "effect"
import * as z from "zod"
import { SchoolId } from "../../domain/people/principal.ts"
import { addSchool, addSchoolPolicy, listSchools, listSchoolsPolicy } from "../../domain/school/add-school.ts"
import { defaultPolicy, EnrollmentPolicy, TimeZone } from "../../domain/school/enrollment-policy.ts"
import { withoutBlanks } from "../../domain/values/blanks.ts"
import { line } from "../../domain/values/text.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain, jsonSchemaOf } from "../openapi/from-domain.ts"
import { documented } from "../openapi/json-schema.ts"

const tag = "Staff"
const SchoolBody = z.object({
  school_id: z.int(),
  name_of_institution: z.string(),
  active: z.boolean(),
  policy: documented(z.unknown(), () => jsonSchemaOf(EnrollmentPolicy))
})

/** What is not said about the policy is as in the default policy. */
const NewSchool = Schema.Struct({
  school_id: SchoolId,
  name_of_institution: line(75),
  time_zone: TimeZone,
  policy: Schema.optionalKey(Schema.Struct({
    provision_at: Schema.optionalKey(EnrollmentPolicy.fields.provision_at),
    deposit_cents: Schema.optionalKey(EnrollmentPolicy.fields.deposit_cents),
    lead_days: Schema.optionalKey(EnrollmentPolicy.fields.lead_days),
    accounts_enabled_at: Schema.optionalKey(EnrollmentPolicy.fields.accounts_enabled_at)
  }))
})

const list = endpoint({
  method: "get",
  path: "/staff/schools",
  summary: "The schools of the caller",
  tag,
  access: listSchoolsPolicy,
  answers: { 200: { description: "By id", schema: z.object({ schools: z.array(SchoolBody) }) } },
  problems: [403],
  handle: ({ permit }) => Effect.map(listSchools(permit), (schools) => ({ status: 200, body: { schools } }))
})

const add = endpoint({
  method: "post",
  path: "/staff/schools",
  summary: "Enter a school into the directory",
  tag,
  access: addSchoolPolicy,
  body: bodyOf(fromDomain(NewSchool, withoutBlanks)),
  creates: (principal) => addSchoolPolicy.check(principal),
  answers: { 201: { description: "The school", schema: z.object({ school: SchoolBody }) } },
  problems: [403, 409],
  handle: ({ permit, body: { name_of_institution, policy, school_id, time_zone } }) =>
    Effect.map(
      addSchool(permit, {
        school_id,
        name_of_institution,
        active: true,
        policy: { ...defaultPolicy(time_zone), ...policy }
      }),
      (school) => ({ status: 201, body: { school } })
    )
})

export const schoolEndpoints: ReadonlyArray<Endpoint> = [list, add]
