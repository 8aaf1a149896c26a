import { Effect, Metric } from "effect"

const total = (name: string, description: string) => Metric.counter(name, { description, incremental: true })

const outcomes = ["held", "refused", "failed", "unavailable"] as const

/** Tries to write student records, by outcome: their success ratio is held / (held + refused + failed). */
export const attempts = (outcome: (typeof outcomes)[number]) =>
  Metric.withAttributes(total("tsa_provisioning_attempts_total", "Tries to write student records, by outcome"), {
    outcome
  })

/** Seconds from the acceptance of step 4 to the records in PostgreSQL. */
export const recordsLatency = Metric.histogram("tsa_step4_to_records_seconds", {
  description: "Seconds from the acceptance of step 4 to the four student records",
  boundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600]
})

export const backlogDepth = Metric.gauge("tsa_outbox_depth", {
  description: "Aggregates with an open duty, as the relay last saw it"
})

export const backlogAge = Metric.gauge("tsa_provisioning_oldest_pending_seconds", {
  description: "Age of the oldest pending provisioning, as the relay last saw it"
})

export const count = (outcome: (typeof outcomes)[number]): Effect.Effect<void> => Metric.update(attempts(outcome), 1)

/** Makes the counters known before there is anything to count: a figure that is absent looks like a service that is down. */
export const announceCounters: Effect.Effect<void> = Effect.forEach(
  outcomes,
  (outcome) => Metric.update(attempts(outcome), 0),
  { discard: true }
)
