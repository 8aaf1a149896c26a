import { Clock, Effect } from "effect"

/** Returns a clock that starts when a test wants, runs like the real one, and can be put forward. */
export const clockFrom = (start: string) => {
  const real = Effect.runSync(Clock.clockWith(Effect.succeed))
  let ahead = Date.parse(start) - real.currentTimeMillisUnsafe()
  const millis = () => real.currentTimeMillisUnsafe() + ahead
  const nanos = () => BigInt(millis()) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: real.monotonicTimeNanos,
    sleep: (duration) => real.sleep(duration)
  }
  return {
    clock,
    now: () => new Date(millis()).toISOString(),
    advance: (ms: number) => {
      ahead += ms
    }
  }
}
