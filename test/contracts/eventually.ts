import { Effect, Schedule } from "effect"

/** An index follows its items sooner or later. Asks until the answer is the wanted one, and returns the last answer in any case. */
export const eventually = <A, E, R>(ask: Effect.Effect<A, E, R>, isWanted: (answer: A) => boolean) =>
  Effect.repeat(ask, { schedule: Schedule.spaced("20 millis"), times: 100, until: isWanted })
