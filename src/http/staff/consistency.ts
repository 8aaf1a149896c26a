import { Effect, Schema } from "effect"
import * as z from "zod"
import { provisioningStates } from "../../domain/enrollment/provisioning.ts"
import { SchoolId } from "../../domain/people/principal.ts"
import { recordNames } from "../../domain/provisioning/differences.ts"
import { provisioningPolicy } from "../../domain/provisioning/figures.ts"
import { consistency, reconcilePolicy, reconcileSchools } from "../../domain/reconciliation/consistency.ts"
import { discrepancyKinds } from "../../domain/reconciliation/discrepancy.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"

/** A slice ends well before anybody loses patience. */
const sliceMs = 5000

const tag = "Staff"
const perKind = z.record(z.enum(discrepancyKinds), z.int())
const value = z.string().nullable().meta({ description: "A short hash of a personal value; null for none, or hidden" })

const Report = z.object({
  run_id: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  repair: z.boolean(),
  schools: z.union([z.literal("*"), z.array(z.int())]),
  progress: z.number().min(0).max(1),
  checked: z.object({ enrollments: z.int(), students: z.int() }),
  due: z.int(),
  counts: perKind.meta({ description: "Everything found, also what is not named" }),
  repaired: perKind,
  findings: z.array(z.object({
    kind: z.enum(discrepancyKinds),
    enrollment_id: z.string().nullable(),
    student_unique_id: z.string(),
    school_id: z.int().nullable(),
    state: z.enum(provisioningStates).nullable(),
    columns: z.array(z.object({
      record: z.enum(recordNames),
      column: z.string(),
      stored: value,
      wanted: value
    })),
    repaired: z.boolean()
  })).meta({ description: "At most 500" })
}).meta({ id: "ConsistencyReport" })

const ReconcileBody = Schema.Struct({ repair: Schema.Boolean, school_id: Schema.optionalKey(SchoolId) })

const reconcile = endpoint({
  method: "post",
  path: "/staff/reconcile",
  summary:
    "Compare both stores for some seconds, going on where the last call stopped; call again until it is finished",
  tag,
  access: reconcilePolicy,
  body: bodyOf(fromDomain(ReconcileBody)),
  answers: { 200: { description: "How far it is, and what it has found", schema: z.object({ report: Report }) } },
  problems: [403],
  handle: ({ permit, body }) =>
    Effect.map(reconcileSchools(permit, { ...body, forMs: sliceMs }), (report) => ({ status: 200, body: { report } }))
})

const last = endpoint({
  method: "get",
  path: "/staff/consistency",
  summary: "The last comparison of both stores; null before the first",
  tag,
  access: provisioningPolicy,
  query: z.strictObject({ school_id: z.coerce.number().int().positive().optional() }),
  answers: { 200: { description: "The report", schema: z.object({ report: Report.nullable() }) } },
  problems: [403],
  handle: ({ permit, query }) =>
    Effect.map(consistency(permit, query.school_id), (report) => ({ status: 200, body: { report } }))
})

export const consistencyEndpoints: ReadonlyArray<Endpoint> = [reconcile, last]
