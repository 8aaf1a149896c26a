import { Array, Effect, Schema } from "effect"
import * as z from "zod"
import { provisionPolicy } from "../../domain/enrollment/policies.ts"
import type { StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import type { PermitOf } from "../../domain/people/permit.ts"
import { SchoolId } from "../../domain/people/principal.ts"
import { recordNames } from "../../domain/provisioning/differences.ts"
import { provisioningFigures, provisioningPolicy } from "../../domain/provisioning/figures.ts"
import { preview } from "../../domain/provisioning/preview.ts"
import { recover } from "../../domain/provisioning/recover.ts"
import { retryAll, retryAllPolicy } from "../../domain/provisioning/retry-all.ts"
import { line } from "../../domain/values/text.ts"
import { bodyOf } from "../body.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { fromDomain } from "../openapi/from-domain.ts"
import { enrollmentAnswer } from "../representations/enrollment-answer.ts"
import { EnrollmentBody } from "../representations/enrollment-shapes.ts"

const milliseconds = z.number().nullable()

const figures = endpoint({
  method: "get",
  path: "/staff/provisioning",
  summary: "How provisioning stands; ratio and latency since this process started",
  tag: "Staff",
  access: provisioningPolicy,
  query: z.strictObject({ school_id: z.coerce.number().int().positive().optional() }),
  answers: {
    200: {
      description: "Counts, age, ratio, latency (upper bounds of histogram buckets)",
      schema: z.object({
        counts: z.object({ pending: z.int(), applied: z.int(), needs_attention: z.int() }),
        oldest_pending_seconds: z.number().nullable(),
        success_ratio: z.number().nullable(),
        latency_ms: z.object({ p50: milliseconds, p95: milliseconds, p99: milliseconds })
      })
    }
  },
  problems: [403],
  handle: ({ permit, query }) =>
    Effect.map(provisioningFigures(permit, query.school_id), (body) => ({ status: 200, body }))
})

const Row = z.record(z.string(), z.unknown())
const Preview = z.object({
  dry_run: z.literal(true),
  changes: z.array(z.object({
    record: z.enum(recordNames),
    action: z.enum(["insert", "update", "none"]),
    columns: z.array(z.string())
  })),
  records: z.object({ student: Row, association: Row, extension: Row, user: Row }).nullable()
})

/** On the wire a child has one association, that of the latest stay, and the extension names no school. */
const recordsShown = (
  { associations, extension: { school_id: _, ...extension }, student, user }: StudentRecordSet
) => ({
  student,
  association: { ...Array.lastNonEmpty(associations) },
  extension,
  user
})

/** With `dry_run` nothing is written. Operators see which columns would change, not their values. */
const dryRun = (permit: PermitOf<typeof provisionPolicy>) =>
  Effect.map(preview(permit), ({ changes, seesValues, set }) => ({
    status: 200,
    body: { dry_run: true, changes, records: seesValues ? recordsShown(set) : null }
  } as const))

const provision = endpoint({
  method: "post",
  path: "/staff/enrollments/:id/provision",
  summary: "The manual recovery: write the four records now, or show what that would change",
  tag: "Staff",
  access: provisionPolicy,
  query: z.strictObject({ dry_run: z.enum(["true", "false"]).default("false") }),
  answers: {
    200: { description: "The enrollment, or with dry_run the records", schema: z.union([EnrollmentBody, Preview]) }
  },
  problems: [403, 404, 409],
  handle: ({ permit, query }) =>
    query.dry_run === "true" ? dryRun(permit) : Effect.gen(function*() {
      return yield* enrollmentAnswer(yield* recover(permit), permit)
    })
})

const Retry = Schema.Struct({
  school_id: Schema.optionalKey(SchoolId),
  state: Schema.optionalKey(Schema.Literals(["needs_attention", "pending"])),
  code: Schema.optionalKey(line(60))
})

const retry = endpoint({
  method: "post",
  path: "/staff/provisioning/retry",
  summary: "Make all that match due now: refused ones (of one problem code), or those whose next try is still to come",
  tag: "Staff",
  access: retryAllPolicy,
  body: bodyOf(fromDomain(Retry)),
  answers: {
    200: {
      description: "How many are due now; `more`: ask again",
      schema: z.object({ retried: z.int(), more: z.boolean() })
    }
  },
  problems: [403],
  handle: ({ permit, body: { code, school_id, state = "needs_attention" } }) =>
    Effect.map(retryAll(permit, { code, school_id, state }), (body) => ({ status: 200, body }))
})

export const provisioningEndpoints: ReadonlyArray<Endpoint> = [figures, provision, retry]
