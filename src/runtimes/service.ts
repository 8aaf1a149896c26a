import type { ServerType } from "@hono/node-server"
import { getConnInfo } from "@hono/node-server/conninfo"
import { Effect, Exit, Layer, ManagedRuntime, Scope } from "effect"
import type { AddressInfo } from "node:net"
import packageJson from "../../package.json" with { type: "json" }
import { createApp, type Platform } from "../http/app.ts"
import { clientAddressOf } from "./client-address.ts"
import type { Configuration } from "./configuration.ts"
import { docsFiles } from "./docs/files.ts"
import { openStores } from "./embedded.ts"
import { lockFolder } from "./lock.ts"
import * as Reconciler from "./reconciler.ts"
import * as Relay from "./relay.ts"
import { makeServer } from "./server.ts"

/** How long requests may finish once the process was told to stop. */
const drainMs = 8000
const loopback = ["127.0.0.1", "::1", "localhost"]

const listening = (server: ServerType, port: number, host: string) =>
  Effect.callback<AddressInfo, Error>((resume) => {
    server.once("error", (error) => resume(Effect.fail(error)))
    server.listen(port, host, () => resume(Effect.succeed(server.address() as AddressInfo)))
  })

/** Takes no more requests and lets those under way finish. */
const drained = (server: ServerType) =>
  Effect.callback<void>((resume) => {
    const timer = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), drainMs)
    server.close(() => {
      clearTimeout(timer)
      resume(Effect.void)
    })
    if ("closeIdleConnections" in server) server.closeIdleConnections()
  })

/**
 * The service on its port, until the scope ends: then requests under way finish while the relay ends what it began, and the stores
 * close.
 */
export const startService = Effect.fn("startService")(function*(configuration: Configuration) {
  const { corsOrigins, dataDir, host, metricsToken, port, requestsPerMinute, trustedProxies } = configuration
  const lock = yield* lockFolder(dataDir)
  const { services } = yield* openStores(configuration, lock)
  const background = yield* Effect.acquireRelease(Scope.make(), (scope) => Scope.close(scope, Exit.void))
  const relay = yield* Layer.build(Layer.merge(Relay.layer, Reconciler.layer(configuration.reconcileHours))).pipe(
    Scope.provide(background),
    Effect.provide(services)
  )
  // The caller's loggers count for requests too.
  const caller = yield* Effect.context<Scope.Scope>()
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(Layer.succeedContext(caller), Layer.succeedContext(services), Layer.succeedContext(relay))
  )
  let draining = false
  const platform: Platform = {
    corsOrigins,
    metrics: metricsToken ?? (loopback.includes(host) ? "open" : "closed"),
    version: packageJson.version,
    clientAddress: clientAddressOf((c) => getConnInfo(c).remote.address, trustedProxies),
    requestsPerMinute,
    docs: docsFiles,
    isDraining: () => draining
  }
  const app = createApp(() => runtime, platform)
  const server = yield* Effect.acquireRelease(
    makeServer(app.fetch),
    (server) => {
      draining = true
      return Effect.all([drained(server), Scope.close(background, Exit.void)], { concurrency: 2, discard: true })
    }
  )
  const address = yield* Effect.orDie(listening(server, port, host))
  const base = `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`
  yield* lock.describe({ base })
  return { base }
})
