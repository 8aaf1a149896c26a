import { Effect, Layer, ManagedRuntime } from "effect"
import { getConnInfo, handle } from "hono/aws-lambda"
import packageJson from "../../../package.json" with { type: "json" }
import * as Dynamo from "../../adapters/dynamodb/client.ts"
import * as RelayReports from "../../adapters/dynamodb/items/relay-reports.ts"
import { WakeUp } from "../../domain/outbox/wake-up.port.ts"
import type { StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { createApp } from "../../http/app.ts"
import type { Platform } from "../../http/platform.ts"
import { defaultProvider } from "../bundle/environment-credentials.ts"
import { dynamodbDriver } from "../services/dynamodb-driver.ts"
import { emptyKept } from "../services/kept.ts"
import { sesMailer } from "../services/ses.ts"
import { withoutRecords } from "../services/workflow.ts"
import { clientAddressOf } from "../settings/client-address.ts"
import { Flush } from "../telemetry/flush.ts"
import { observability } from "../telemetry/observability.ts"
import { logLines } from "./log-lines.ts"
import type { LambdaSettings } from "./settings.ts"

/** The table's stream wakes the relay, so nothing is left to do here. */
const streamWakes = Layer.succeed(WakeUp, WakeUp.of({ wake: () => Effect.void }))

/** Opens what a sandbox holds from its first event to its last: one runtime, and the app on it. */
export const openApplication = (
  settings: LambdaSettings,
  records: Layer.Layer<StudentRecords, never, RelayReports.RelayReports>
) => {
  const {
    awsRegion: region,
    corsOrigins,
    dynamodbEndpoint: endpoint,
    metricsToken,
    requestsPerMinute,
    sealKey,
    signingKey,
    trustedProxies
  } = settings
  const table = Dynamo.layer(
    settings.dynamodbTable,
    dynamodbDriver({ region, ...(endpoint !== undefined && { endpoint }) }, settings.dynamodbClient)
  )
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(
      withoutRecords(
        settings,
        { signing: signingKey, hashing: sealKey },
        { table, mailer: sesMailer(settings, defaultProvider()) },
        emptyKept()
      ),
      records.pipe(Layer.provideMerge(RelayReports.layer), Layer.provide(table)),
      streamWakes
    ).pipe(Layer.provideMerge(observability(settings, "sandbox", logLines)))
  )
  const platform: Platform = {
    corsOrigins,
    metrics: metricsToken ?? "closed",
    version: packageJson.version,
    clientAddress: clientAddressOf((c) => getConnInfo(c).remote.address, trustedProxies),
    requestsPerMinute,
    isDraining: () => false
  }
  return {
    runtime,
    answer: handle(createApp(() => runtime, platform)),
    /** Sends what must be out before the answer is: after that the sandbox is frozen. */
    flush: () => runtime.runPromise(Effect.flatten(Flush))
  }
}
export type Application = ReturnType<typeof openApplication>
