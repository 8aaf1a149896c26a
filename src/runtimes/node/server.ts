import { createAdaptorServer } from "@hono/node-server"
import { Effect, Metric } from "effect"
import type { createApp } from "../../http/app.ts"

const refused = Metric.counter("tsa_connections_refused_total", {
  description: "Connections that were closed at once, because this process had as many as it takes",
  incremental: true
})

/** The limits that one process sets its clients; times in milliseconds. */
export const serverFigures = {
  /** Connections at once, busy or idle. File descriptors must be left for the stores: with 4,096 allowed there are. */
  maxConnections: 2000,
  /** From the first byte, or the start of a connection, until the headers have arrived. */
  headersTimeout: 10_000,
  /** The same, until the body has arrived. */
  requestTimeout: 30_000,
  /** How often these two timeouts are checked. */
  connectionsCheckingInterval: 2000,
  /** How long a connection may stay idle: longer than a load balancer keeps it. */
  keepAliveTimeout: 65_000,
  /** How long a connection may be without any movement, as when somebody does not read the answer. */
  timeout: 120_000
}

/** Makes a server that slow clients or many clients cannot exhaust. */
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
