import { Effect, Redacted, type Result, Schema } from "effect"
import * as z from "zod"
import { begin } from "../../domain/enrollment/begin.ts"
import {
  beginPolicy,
  enrollmentEventsPolicy,
  listPolicy,
  readEnrollmentPolicy
} from "../../domain/enrollment/policies.ts"
import { enrollmentHistory } from "../../domain/enrollment/reading/history.ts"
import { listEnrollments } from "../../domain/enrollment/reading/list.ts"
import { EmailAddress } from "../../domain/values/email-address.ts"
import { decodeStrictly } from "../../domain/values/field-problems.ts"
import { InvitationId } from "../../domain/values/identifiers.ts"
import type { FieldProblem } from "../../domain/words/field-codes.ts"
import { AskedLanguage } from "../asked-language.ts"
import { bodyOf } from "../body.ts"
import { nextPage, pageQuery, pageRequest } from "../cursor.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDecoder, jsonSchemaOf } from "../openapi/from-domain.ts"
import { enrollmentAnswer, rowOf } from "../representations/enrollment-answer.ts"
import { EnrollmentBody, EnrollmentRow } from "../representations/enrollment-shapes.ts"
import { viewFor } from "../representations/enrollment-view.ts"
import { keptEnrollment } from "../representations/kept-enrollment.ts"

const tag = "Enrollments"
const ok = { 200: { description: "The enrollment as it is now", schema: EnrollmentBody } }

const token = Schema.String.check(Schema.isBetweenLength(1, 200))

const byToken = Schema.Struct({ invitation_token: token, parent_email: EmailAddress })
const atDesk = Schema.Struct({ invitation_id: InvitationId, parent_email: Schema.optionalKey(EmailAddress) })
const [decodeByToken, decodeAtDesk] = [decodeStrictly(byToken), decodeStrictly(atDesk)]

/** The problems are those of the way that was taken: staff's if there is an id, otherwise the family's. */
const beginBody = fromDecoder(
  (input): Result.Result<typeof byToken.Type | typeof atDesk.Type, ReadonlyArray<FieldProblem>> =>
    typeof input === "object" && input !== null && "invitation_id" in input
      ? decodeAtDesk(input)
      : decodeByToken(input),
  () => jsonSchemaOf(Schema.Union([byToken, atDesk]))
)

const HistoryEvent = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  type: z.string(),
  subject: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
})

const beginEnrollment = endpoint({
  method: "post",
  path: "/admissions/enrollments",
  summary: "Begin: a family by its invitation's token, staff by the invitation's id",
  tag,
  access: beginPolicy,
  body: bodyOf(beginBody),
  creates: keptEnrollment,
  answers: { ...ok, 201: { description: "The new enrollment", schema: EnrollmentBody } },
  problems: [403, 404, 409],
  handle: ({ permit, body }) =>
    Effect.gen(function*() {
      const { created, enrollment, isFamily } = yield* begin(
        permit,
        "invitation_token" in body
          ? { invitation_token: Redacted.make(body.invitation_token), parent_email: body.parent_email }
          : body
      )
      const { principal } = permit
      const roles = [isFamily ? "parent" : "registrar"] as const
      const answer = yield* enrollmentAnswer(enrollment, { principal, roles }, created ? 201 : 200)
      return { ...answer, headers: { location: `/admissions/enrollments/${enrollment.enrollment_id}` } }
    })
})

const list = endpoint({
  method: "get",
  path: "/admissions/enrollments",
  summary: "The own family's enrollments; for coaches and staff those of one school",
  tag,
  access: listPolicy,
  query: z.strictObject({ ...pageQuery, school_id: z.coerce.number().int().positive().optional() }),
  answers: {
    200: {
      description: "Newest first",
      schema: z.object({ enrollments: z.array(EnrollmentRow), next_cursor: z.string().nullable() })
    }
  },
  problems: [403],
  handle: ({ permit, query }) =>
    Effect.gen(function*() {
      const language = yield* AskedLanguage
      const page = yield* listEnrollments(permit, query.school_id, yield* pageRequest(query))
      const { headers, next_cursor } = yield* nextPage(page, "/admissions/enrollments", query)
      return {
        status: 200,
        headers,
        body: { enrollments: page.items.map((row) => rowOf(row, viewFor(page.roles), language)), next_cursor }
      }
    })
})

const get = endpoint({
  method: "get",
  path: "/admissions/enrollments/:id",
  summary: "One enrollment with its steps and drafts",
  tag,
  access: readEnrollmentPolicy,
  answers: ok,
  problems: [404],
  handle: ({ permit }) => enrollmentAnswer(permit.resource, permit)
})

const events = endpoint({
  method: "get",
  path: "/admissions/enrollments/:id/events",
  summary: "What happened, newest first",
  tag,
  access: enrollmentEventsPolicy,
  answers: { 200: { description: "The history", schema: z.object({ events: z.array(HistoryEvent) }) } },
  problems: [403, 404],
  handle: ({ permit }) =>
    Effect.map(enrollmentHistory(permit), (history) => ({ status: 200, body: { events: history } }))
})

export const enrollmentEndpoints: ReadonlyArray<Endpoint> = [beginEnrollment, list, get, events]
