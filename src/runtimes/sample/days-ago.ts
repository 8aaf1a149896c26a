import { Clock, Effect } from "effect"

/** Does this work as if it were `days` days earlier. */
export const daysAgo = (days: number) => <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.clockWith((real) => {
    const millis = () => real.currentTimeMillisUnsafe() - days * 86_400_000
    const nanos = () => BigInt(millis()) * 1_000_000n
    return Effect.provideService(work, Clock.Clock, {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
      monotonicTimeNanos: real.monotonicTimeNanos,
      sleep: (duration) => real.sleep(duration)
    })
  })
