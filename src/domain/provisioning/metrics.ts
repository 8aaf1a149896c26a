import { Effect, Metric } from "effect"
import { announceAuthentication } from "../access/metrics.ts"
import { announceMail } from "../mail/metrics.ts"
import { announceSignIn } from "../sign-in/metrics.ts"
import { announceStoreFailures } from "../store/call.ts"

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

/** Refused records, by the code of their first problem. Never holds a value or an id. */
export const refusals = (code: string) =>
  Metric.withAttributes(total("tsa_provisioning_refused_total", "Student records that were refused, by code"), { code })

/** How many tries the records of a version took until PostgreSQL held them. */
export const triesUntilHeld = Metric.histogram("tsa_provisioning_tries", {
  description: "Tries that a version's records took until PostgreSQL held them",
  boundaries: [1, 2, 3, 5, 10, 20]
})

export const circuitOpen = Metric.gauge("tsa_circuit_open", {
  description: "1 while PostgreSQL is taken to be away and only probed, else 0"
})

export const count = (outcome: (typeof outcomes)[number]): Effect.Effect<void> => Metric.update(attempts(outcome), 1)

/** Announces the counters before there is anything to count. A figure that is absent looks like a service that is down. */
export const announceCounters: Effect.Effect<void> = Effect.all([
  ...outcomes.map((outcome) => Metric.update(attempts(outcome), 0)),
  Metric.update(refusals("none"), 0),
  announceMail,
  announceAuthentication,
  announceSignIn,
  announceStoreFailures
], { discard: true })
