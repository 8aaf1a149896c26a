import { Layer, Redacted } from "effect"
import * as Dynamo from "../../adapters/dynamodb/client.ts"
import { lightDriver } from "../../adapters/dynamodb/light/driver.ts"
import { onWorkers } from "../../adapters/dynamodb/light/on-workers.ts"
import * as NativePostgres from "../../adapters/postgres/native.ts"
import { WakeUp } from "../../domain/outbox/wake-up.port.ts"
import type { Kept } from "../services/kept.ts"
import { live } from "../services/live.ts"
import { sesMailer } from "../services/ses.ts"
import { observability } from "../telemetry/observability.ts"
import type { WorkerConfiguration } from "./configuration.ts"

/** Hyperdrive pools connections. Here a second one only keeps a health check from waiting behind a put. */
const connections = 2

/** Everything that one request needs, made for it and closed after it: sockets belong to the request that opened them. */
export const servicesOf = (configuration: WorkerConfiguration, kept: Kept, wakeUp: WakeUp["Service"]) => {
  const { awsRegion: region, credentials, databaseUrl: url, dynamodbEndpoint: endpoint, dynamodbTable: table, keys } =
    configuration
  return Layer.mergeAll(
    live(configuration, keys, {
      table: Dynamo.layer(
        table,
        lightDriver({ region, credentials, ...(endpoint !== undefined && { endpoint }) }, onWorkers)
      ),
      // A plan under a name gains nothing on a connection that lives for one request.
      database: NativePostgres.layer({ url, max: connections, namedStatements: false }),
      mailer: sesMailer(
        configuration,
        () => Promise.resolve({ ...credentials, secretAccessKey: Redacted.value(credentials.secretAccessKey) })
      )
    }, kept),
    Layer.succeed(WakeUp, wakeUp),
    observability(configuration, "call")
  )
}
