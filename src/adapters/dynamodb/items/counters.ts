import { Clock, Effect, Layer } from "effect"
import { Counters, windowAt } from "../../../domain/request/counters.port.ts"
import { Dynamo } from "../dynamo.ts"
import { countKey } from "../keys.ts"
import { ttlAt } from "../ttl.ts"

const make = Effect.map(Dynamo, ({ add }) =>
  Counters.of({
    count: Effect.fn("Counters.count")(function*(key: string, windowSeconds: number, times = 1) {
      const { ends_at } = windowAt(yield* Clock.currentTimeMillis, windowSeconds)
      const count = yield* add(countKey(key, windowSeconds, ends_at), "times", times, {
        ...ttlAt(ends_at),
        schema_version: 1
      })
      return { count, ends_at }
    })
  }))

/** Counts in DynamoDB: one item per window. DynamoDB itself adds to it, and deletes it when the window is over. */
export const layer = Layer.effect(Counters, make)
