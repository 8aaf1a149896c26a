import { Clock, Effect, Layer } from "effect"
import { Counters, windowAt } from "../../domain/request/counters.port.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { counts } = yield* World

  return Counters.of({
    count: (key, windowSeconds, times = 1) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const { ends_at } = windowAt(now, windowSeconds)
        const name = `${key}#${windowSeconds}`
        const before = counts.get(name)
        const counted = { count: (before?.ends_at === ends_at ? before.count : 0) + times, ends_at }
        counts.set(name, counted)
        return counted
      })
  })
})

/** Counts in memory. */
export const layer = Layer.effect(Counters, make)
