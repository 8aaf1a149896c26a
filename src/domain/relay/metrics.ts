import { Clock, Effect, Metric } from "effect"

export const backlogDepth = Metric.gauge("tsa_outbox_depth", {
  description: "Aggregates with an open outbox entry, as the relay last saw it"
})

export const backlogAge = Metric.gauge("tsa_provisioning_oldest_pending_seconds", {
  description: "Age of the oldest pending provisioning, as the relay last saw it"
})

export const needsAttention = Metric.gauge("tsa_provisioning_needs_attention", {
  description: "Enrollments whose records a person must look at, as the relay last counted them"
})

const heartbeat = (part: string) =>
  Metric.withAttributes(
    Metric.gauge("tsa_relay_finished_timestamp_seconds", {
      description: "When a part of the relay last came to an end"
    }),
    { part }
  )

/** Records that a part of the relay came to its end without a failure: it is alive. */
export const relayFinished = (part: string): Effect.Effect<void> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => Metric.update(heartbeat(part), now / 1000))
