import { Effect } from "effect"
import * as z from "zod"
import { provisioningStates } from "../../domain/enrollment/provisioning.ts"
import { recordNames } from "../../domain/provisioning/differences.ts"
import {
  completedWithoutRecords,
  countStudents,
  recordsCheckPolicy
} from "../../domain/reconciliation/records-check.ts"
import { nextPage, pageQuery, pageRequest } from "../cursor.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"

const count = endpoint({
  method: "get",
  path: "/staff/provisioning/students",
  summary: "How many students in PostgreSQL came from the portal",
  tag: "Staff",
  access: recordsCheckPolicy,
  answers: {
    200: {
      description: "In the schools of the caller; without a school: the association is missing",
      schema: z.object({
        students: z.int(),
        by_school: z.array(z.object({ school_id: z.int().nullable(), students: z.int() }))
      })
    }
  },
  problems: [403],
  handle: ({ permit }) => Effect.map(countStudents(permit), (body) => ({ status: 200, body }))
})

const path = "/staff/provisioning/without-records"
const withoutRecords = endpoint({
  method: "get",
  path,
  summary: "The completed enrollments of one school that lack any of their four records in PostgreSQL",
  tag: "Staff",
  access: recordsCheckPolicy,
  query: z.strictObject({ ...pageQuery, school_id: z.coerce.number().int().positive().optional() }),
  answers: {
    200: {
      description: "Those of this page; `checked` is how many were compared",
      schema: z.object({
        enrollments: z.array(z.object({
          enrollment_id: z.string(),
          provisioning_state: z.enum(provisioningStates),
          missing: z.array(z.enum(recordNames))
        })),
        checked: z.int(),
        next_cursor: z.string().nullable()
      })
    }
  },
  problems: [403],
  handle: ({ permit, query }) =>
    Effect.gen(function*() {
      const { checked, enrollments, ...page } = yield* completedWithoutRecords(
        permit,
        query.school_id,
        yield* pageRequest(query)
      )
      const { headers, next_cursor } = yield* nextPage({ items: enrollments, ...page }, path, query)
      return { status: 200, headers, body: { enrollments, checked, next_cursor } }
    })
})

export const recordsCheckEndpoints: ReadonlyArray<Endpoint> = [count, withoutRecords]
