import { Clock, Effect, Metric } from "effect"
import type { StoreUnavailable } from "./unavailable.ts"

type Store = StoreUnavailable["store"]

const durations = Metric.histogram("tsa_store_call_seconds", {
  description: "Seconds that a store took to answer, by store and operation; with the driver's own retries",
  boundaries: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
})

const failures = Metric.counter("tsa_store_call_failures_total", {
  description: "Calls that a store did not answer, or answered with an error, by store, operation and code",
  incremental: true
})

/** Announces the failures of both stores before the first one. A figure that is absent raises no alert. */
export const announceStoreFailures: Effect.Effect<void> = Effect.forEach(
  ["workflow", "student-records"] satisfies ReadonlyArray<Store>,
  (store) => Metric.update(Metric.withAttributes(failures, { store, operation: "none", code: "none" }), 0),
  { discard: true }
)

/** Without a stack trace: the name says enough, and a stack costs more than the span. */
const asClient = { kind: "client", captureStackTrace: false } as const

/**
 * Measures a call in a span of its own: how long it took, whatever came of it, and the code with which it failed. `isFailure` tells a
 * failure from an answer that a driver throws. Call this once per operation, since a series costs more to make than to use.
 */
export const measured = (store: Store, operation: string, isFailure: (code: string) => boolean = () => true) => {
  const duration = Metric.withAttributes(durations, { store, operation })
  const name = `${store} ${operation}`
  const measure = (clock: Clock.Clock, from: bigint) =>
    Metric.update(duration, Number(clock.monotonicTimeNanosUnsafe() - from) / 1e9)
  const count = ({ code }: { readonly code: string }) =>
    isFailure(code) ? Metric.update(Metric.withAttributes(failures, { store, operation, code }), 1) : Effect.void
  return <A, E extends { readonly code: string }, R>(call: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.clockWith((clock) => {
      const from = clock.monotonicTimeNanosUnsafe()
      return call.pipe(
        Effect.tapError(count),
        Effect.onExit(() => measure(clock, from)),
        Effect.withSpan(name, asClient)
      )
    })
}
