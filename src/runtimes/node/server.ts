import { createAdaptorServer } from "@hono/node-server"
import { Effect, Metric } from "effect"
import type { createApp } from "../../http/app.ts"

const refused = Metric.counter("tsa_connections_refused_total", {
  description: "Connections that were closed at once, because this process had as many as it takes",
  incremental: true
})

/** What one process gives its clients; times in milliseconds. */
export const serverFigures = {
  /** Connections at once, whether they ask something or rest. Files must be left for the stores: with 4,096 allowed there are. */
  maxConnections: 2000,
  /** From the first byte, or the beginning of a connection, until the headers are there. */
  headersTimeout: 10_000,
  /** The same until the body is there. */
  requestTimeout: 30_000,
  /** How often those two are looked at. */
  connectionsCheckingInterval: 2000,
  /** How long a connection rests: longer than a load balancer's. */
  keepAliveTimeout: 65_000,
  /** How long nothing moves on a connection, as where somebody does not read the answer. */
  timeout: 120_000
}

/** A server that nobody uses up by being slow, or by being many. */
export const makeServer = Effect.fnUntraced(function*(
  fetch: ReturnType<typeof createApp>["fetch"],
  { maxConnections, timeout, ...serverOptions }: typeof serverFigures = serverFigures
) {
  yield* Metric.update(refused, 0)
  const run = Effect.runForkWith(yield* Effect.context<never>())
  const server = createAdaptorServer({ fetch, serverOptions })
  server.maxConnections = maxConnections
  server.setTimeout(timeout)
  return server.on("drop", () => run(Metric.update(refused, 1)))
})
