import { Clock, Effect, Metric } from "effect"

const offsets = Metric.gauge("tsa_clock_offset_seconds", {
  description: "By how much this process's clock is ahead of the workflow store's, as last heard"
})

/** The header has whole seconds, rounded down: on average it is half a second behind the server's clock. */
const cutOffMs = 500

/** Listens to the Date headers of answers, and keeps the last offset as a metric until the scope ends. */
export const clockOffset = Effect.gen(function*() {
  const clock = yield* Clock.Clock
  let offset: number | undefined
  const context = yield* Effect.context<never>()
  yield* Effect.acquireRelease(
    Effect.sync(() =>
      Metric.registerUnsafe(offsets, context, {
        get: () => ({ value: (offset ?? 0) / 1000 }),
        update: () => undefined,
        modify: () => undefined
      })
    ),
    ({ remove }) => Effect.sync(remove)
  )
  return {
    /** Notes a Date header. Returns the offset in milliseconds that is known now. */
    hear: (date: string | undefined): number | undefined => {
      const told = Date.parse(date ?? "")
      if (!Number.isNaN(told)) offset = clock.currentTimeMillisUnsafe() - told - cutOffMs
      return offset
    },
    offsetMs: Effect.sync(() => offset)
  }
})
