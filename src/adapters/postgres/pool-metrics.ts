import { Effect, Metric } from "effect"
import type pg from "pg"

const states = { total: "totalCount", idle: "idleCount", waiting: "waitingCount" } as const

const connections = Metric.gauge("tsa_postgres_pool_connections", {
  description: "Connections of the pool: total and idle, and queries waiting for one"
})

/** Reports the pool's state as metrics until the scope ends. It is read only when somebody asks, so queries pay nothing. */
export const reportPool = (pool: Pick<pg.Pool, (typeof states)[keyof typeof states]>) =>
  Effect.acquireRelease(
    Effect.map(Effect.context<never>(), (context) =>
      Object.entries(states).map(([state, property]) =>
        Metric.registerUnsafe(Metric.withAttributes(connections, { state }), context, {
          get: () => ({ value: pool[property] }),
          update: () =>
            undefined,
          modify: () => undefined
        })
      )),
    (registrations) =>
      Effect.sync(() => registrations.forEach(({ remove }) => remove()))
  )
