import { Effect, Metric, Result } from "effect"
import * as z from "zod"
import { Circuit } from "../../domain/provisioning/circuit.ts"
import { StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { backlogAge } from "../../domain/relay/metrics.ts"
import { Schools } from "../../domain/school/schools.port.ts"
import { isClockRight, WorkflowClock } from "../../domain/store/workflow-clock.port.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { askedOnce } from "./asked-once.ts"

/** What a runtime knows about itself: whether it still takes requests. */
export interface Liveness {
  readonly isDraining: () => boolean
}

const tag = "Operation"
const within = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.result(Effect.timeout(effect, "2 seconds"))

const Ready = z.object({
  status: z.enum(["ok", "degraded", "unavailable"]),
  /** What stops it from serving. */
  reason: z.enum(["draining", "workflow_store_unavailable", "clock_wrong"]).nullable(),
  draining: z.boolean(),
  clock: z.object({ status: z.enum(["ok", "wrong", "unknown"]), offset_seconds: z.number().nullable() }),
  workflow_store: z.enum(["ok", "unavailable"]),
  student_records: z.enum(["ok", "unavailable", "not_migrated"]),
  migrations: z.object({ applied: z.int(), known: z.int() }).nullable(),
  oldest_pending_seconds: z.number()
})

const live = endpoint({
  access: "public",
  method: "get",
  path: "/health/live",
  summary: "The process answers",
  tag,
  answers: { 200: { description: "Alive", schema: z.object({ status: z.literal("ok") }) } },
  handle: () => Effect.succeed({ status: 200, body: { status: "ok" } })
})

/** Returns what the student-records store says about itself. Does not ask while the circuit is open. */
const migrations = Effect.gen(function*() {
  if (yield* (yield* Circuit).isOpen) return undefined
  const level = yield* within((yield* StudentRecords).migrationLevel)
  return Result.isSuccess(level) ? level.success : undefined
})

/** What both stores say. However many strangers ask, the stores are asked once. */
const askStores = Effect.all({
  workflow: Effect.flatMap(Schools, ({ list }) => within(list)),
  level: migrations
})

const ready = ({ isDraining }: Liveness) => {
  const stores = askedOnce(askStores)
  return endpoint({
    access: "public",
    method: "get",
    path: "/health/ready",
    summary:
      "Whether it can serve: 200 also when degraded (PostgreSQL away), 503 without the workflow store, while draining or with a wrong clock",
    tag,
    answers: { 200: { description: "Serving", schema: Ready }, 503: { description: "Not serving", schema: Ready } },
    handle: () =>
      Effect.gen(function*() {
        const { level, workflow } = yield* stores
        const { value: oldest } = yield* Metric.value(backlogAge)
        const offset = yield* (yield* WorkflowClock).offsetMs
        const reason = isDraining()
          ? "draining"
          : Result.isFailure(workflow)
          ? "workflow_store_unavailable"
          : isClockRight(offset)
          ? null
          : "clock_wrong"
        const records = level === undefined ? "unavailable" : level.applied < level.known ? "not_migrated" : "ok"
        return {
          status: reason === null ? 200 : 503,
          body: {
            status: reason !== null ? "unavailable" : records === "ok" ? "ok" : "degraded",
            reason,
            draining: isDraining(),
            clock: {
              status: offset === undefined ? "unknown" : isClockRight(offset) ? "ok" : "wrong",
              offset_seconds: offset === undefined ? null : Math.round(offset / 1000)
            },
            workflow_store: Result.isSuccess(workflow) ? "ok" : "unavailable",
            student_records: records,
            migrations: level ?? null,
            oldest_pending_seconds: Math.round(oldest)
          }
        } as const
      })
  })
}

export const healthEndpoints = (liveness: Liveness): ReadonlyArray<Endpoint> => [live, ready(liveness)]
