import { Effect, Schedule } from "effect"

/** An index follows its items sooner or later: asks until the answer is as wanted, and returns the last one anyway. */
export const eventually = <A, E, R>(ask: Effect.Effect<A, E, R>, isWanted: (answer: A) => boolean) =>
  Effect.repeat(ask, { schedule: Schedule.spaced("20 millis"), times: 100, until: isWanted })
