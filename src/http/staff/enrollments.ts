import { Effect } from "effect"
import * as z from "zod"
import { listSchoolPolicy } from "../../domain/enrollment/policies.ts"
import { provisioningStates } from "../../domain/enrollment/provisioning.ts"
import { searchEnrollments } from "../../domain/enrollment/reading/list.ts"
import { enrollmentStatuses } from "../../domain/enrollment/status.ts"
import { AskedLanguage } from "../asked-language.ts"
import { nextPage, pageQuery, pageRequest } from "../cursor.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { rowOf } from "../representations/enrollment-answer.ts"
import { EnrollmentRow } from "../representations/enrollment-shapes.ts"
import { viewFor } from "../representations/enrollment-view.ts"

const search = endpoint({
  method: "get",
  path: "/staff/enrollments",
  summary: "The enrollments of one school that match",
  tag: "Staff",
  access: listSchoolPolicy,
  query: z.strictObject({
    ...pageQuery,
    school_id: z.coerce.number().int().positive().optional(),
    status: z.enum(enrollmentStatuses).optional(),
    provisioning: z.enum(provisioningStates).optional(),
    id_prefix: z.string().regex(/^TSA-ENROLL-[0-9A-Z-]{0,17}$/).optional()
  }),
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
      const { id_prefix, provisioning, school_id, status } = query
      const page = yield* searchEnrollments(permit, school_id, {
        ...(status !== undefined && { status }),
        ...(provisioning !== undefined && { provisioning }),
        ...(id_prefix !== undefined && { id_prefix })
      }, yield* pageRequest(query))
      const { headers, next_cursor } = yield* nextPage(page, "/staff/enrollments", query)
      return {
        status: 200,
        headers,
        body: { enrollments: page.items.map((row) => rowOf(row, viewFor(page.roles), language)), next_cursor }
      }
    })
})

export const staffEnrollmentEndpoints: ReadonlyArray<Endpoint> = [search]
