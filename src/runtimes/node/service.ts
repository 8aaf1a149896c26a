import { getConnInfo } from "@hono/node-server/conninfo"
import { Effect, Exit, Layer, ManagedRuntime, Result, Scope } from "effect"
import packageJson from "../../../package.json" with { type: "json" }
import { StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { createApp } from "../../http/app.ts"
import type { Platform } from "../../http/platform.ts"
import * as Reconciler from "../background/reconciler.ts"
import * as Relay from "../background/relay.ts"
import { docsFiles } from "../docs/files.ts"
import { lockFolder } from "../embedded/lock.ts"
import { openStores } from "../embedded/open-stores.ts"
import { clientAddressOf } from "../settings/client-address.ts"
import type { Configuration } from "../settings/node.ts"
import type { Reach } from "./greeting.ts"
import { listen } from "./listen.ts"

const loopback = ["127.0.0.1", "::1", "localhost"]

/** Returns whether the student records can be written, as far as one look at the start tells. */
const reach = Effect.map(
  Effect.result(Effect.timeout(StudentRecords.use(({ migrationLevel }) => migrationLevel), "2 seconds")),
  (level): Reach => {
    if (Result.isFailure(level)) return "not reached"
    return level.success.applied < level.success.known ? "not migrated" : "reached"
  }
)

/**
 * Runs the service on its port until the scope ends. Then requests under way finish while the relay ends what it began, and the stores
 * close. It listens first, and answers once the stores are open.
 */
export const startService = Effect.fn("startService")(function*(configuration: Configuration) {
  const { corsOrigins, dataDir, host, metricsToken, port, requestsPerMinute, trustedProxies } = configuration
  const lock = yield* lockFolder(dataDir)
  const { answerBy, base, drained } = yield* listen(host, port)
  const { services } = yield* openStores(configuration, lock)
  const background = yield* Effect.acquireRelease(Scope.make(), (scope) => Scope.close(scope, Exit.void))
  const relay = yield* Layer.build(Layer.merge(Relay.layer, Reconciler.layer(configuration.reconcileHours))).pipe(
    Scope.provide(background),
    Effect.provide(services)
  )
  // The caller's loggers apply to requests too.
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
  answerBy(createApp(() => runtime, platform).fetch)
  yield* Effect.addFinalizer(() => {
    draining = true
    return Effect.all([drained, Scope.close(background, Exit.void)], { concurrency: 2, discard: true })
  })
  yield* lock.describe({ base })
  return { base, records: yield* Effect.provide(reach, services) }
})
