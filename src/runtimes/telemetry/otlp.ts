import { Clock, ConfigProvider, Effect, Layer, Metric, Option, Redacted, Tracer } from "effect"
import { FetchHttpClient } from "effect/http"
import { OtlpExporter, OtlpMetrics, OtlpSerialization, OtlpTracer } from "effect/observability"
import packageJson from "../../../package.json" with { type: "json" }
import { announceCounters } from "../../domain/provisioning/metrics.ts"
import type { Collector } from "../settings/shared.ts"
import { discreet } from "./discreet-exit.ts"
import { Flush } from "./flush.ts"

/**
 * What the exporters live with: a running process, one that is frozen between its events, or a single call. The first sends by itself; the
 * second is told to send before each freeze; a call sends when its runtime is closed.
 */
export type Lifetime = "process" | "sandbox" | "call"

const within = "1 second"

/** After a flush was cut off, none is tried for this long: a collector that is away must not slow down every answer. */
const pauseMs = 60_000

const boundedFlush = Effect.gen(function*() {
  const { flush } = yield* OtlpExporter.Flusher
  let pausedUntil = 0
  return Effect.gen(function*() {
    const now = yield* Clock.currentTimeMillis
    if (now < pausedUntil) return
    if (Option.isNone(yield* Effect.timeoutOption(flush, within))) pausedUntil = now + pauseMs
  })
})

/** Returns a tracer whose spans say only the kind of a failure. */
const discreetly = (tracer: Tracer.Tracer) =>
  Tracer.make({
    span: (options) => {
      const span = tracer.span(options)
      const end = span.end.bind(span)
      span.end = (at, exit) => end(at, discreet(exit))
      return span
    }
  })

/** Sends traces and metrics to a collector. A call's metrics are sent as what the call added, all others as totals. */
export const layer = ({ endpoint, headers }: Collector, lifetime: Lifetime) => {
  const isCall = lifetime === "call"
  const shared = {
    headers: Redacted.value(headers),
    shutdownTimeout: within,
    resource: {
      serviceName: "tsa-enrollment",
      serviceVersion: packageJson.version,
      ...(!isCall && { attributes: { "service.instance.id": crypto.randomUUID() } })
    },
    exportInterval: lifetime === "process" ? "10 seconds" : "1 day"
  } as const
  const tracer = Layer.effect(
    Tracer.Tracer,
    Effect.map(OtlpTracer.make({ ...shared, url: `${endpoint}/v1/traces` }), discreetly)
  )
  const metrics = OtlpMetrics.layer({
    ...shared,
    url: `${endpoint}/v1/metrics`,
    temporality: isCall ? "delta" : "cumulative"
  })
  return Layer.mergeAll(tracer, metrics, Layer.effect(Flush, boundedFlush), Layer.effectDiscard(announceCounters)).pipe(
    Layer.provide(OtlpExporter.layerFlusher),
    Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer]),
    // A deployment's own settings are read and checked together with all others.
    Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({}))),
    isCall ? Layer.provideMerge(Layer.sync(Metric.MetricRegistry, () => new Map())) : (same) => same
  )
}
