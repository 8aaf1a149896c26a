import { Effect, Redacted } from "effect"
import { PrometheusMetrics } from "effect/observability"
import type { MiddlewareHandler } from "hono"
import * as z from "zod"
import { announceCounters } from "../../domain/provisioning/metrics.ts"
import { sameHash } from "../../domain/secrets/keyed-hash.port.ts"
import type { Endpoint } from "../described.ts"
import { endpoint } from "../endpoint.ts"
import { problem } from "../problem.ts"

/** Who may read the metrics: everybody who reaches the process, the holder of a token, or nobody. */
export type MetricsAccess = "open" | "closed" | Redacted.Redacted

const page = endpoint({
  access: "public",
  method: "get",
  path: "/metrics",
  summary: "Prometheus text (where a token is configured, with it as bearer)",
  tag: "Operation",
  answers: { 200: { description: "text/plain; version=0.0.4", schema: z.string(), contentType: "text/plain" } },
  problems: [404],
  handle: () =>
    Effect.map(Effect.andThen(announceCounters, PrometheusMetrics.format()), (body) => ({
      status: 200,
      body,
      contentType: "text/plain; version=0.0.4; charset=utf-8"
    }))
})

const guard = (access: MetricsAccess): MiddlewareHandler => async (c, next) => {
  const token = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? ""
  const isOpen = access === "open" || (access !== "closed" && sameHash(Redacted.value(access), token))
  return isOpen ? next() : problem(c, { status: 404, code: "not-found" })
}

export const metricsEndpoints = (access: MetricsAccess): ReadonlyArray<Endpoint> => [
  { ...page, guard: guard(access) }
]
