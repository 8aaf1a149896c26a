import { Effect, Redacted } from "effect"
import { join } from "node:path"
import * as Dynamo from "../../adapters/dynamodb/client.ts"
import type { Connection } from "../../adapters/dynamodb/connection.ts"
import { createTable } from "../../adapters/dynamodb/create-table.ts"
import * as AbsentPostgres from "../../adapters/postgres/absent.ts"
import * as EmbeddedPostgres from "../../adapters/postgres/embedded.ts"
import * as NativePostgres from "../../adapters/postgres/native.ts"
import { dynamodbDriver } from "../services/dynamodb-driver.ts"
import type { Configuration } from "../settings/node.ts"
import { sameEngine } from "./data-folder.ts"
import { type EmbeddedDynamodb, startDynamodb, stopOrphan } from "./dynamodb.ts"
import type { Lock } from "./lock.ts"

const embeddedTable = "tsa-enrollment"

/** The embedded table accepts any credentials. */
const embeddedConnection = (endpoint: string): Connection => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "embedded", secretAccessKey: Redacted.make("embedded") }
})

/** The table of an embedded DynamoDB that runs already. */
export const runningTable = ({ dynamodbClient }: Configuration, { endpoint }: EmbeddedDynamodb) =>
  Dynamo.layer(embeddedTable, dynamodbDriver(embeddedConnection(endpoint), dynamodbClient))

/** A client of where the table of the configuration is. */
export const configuredDriver = (
  { awsRegion: region, dynamodbClient, dynamodbEndpoint: endpoint }: Configuration
) => dynamodbDriver({ region, ...(endpoint !== undefined && { endpoint }) }, dynamodbClient)

/** The table that the configuration names. */
export const configuredTable = (configuration: Configuration, table: string) =>
  Dynamo.layer(table, configuredDriver(configuration))

/** A table in the data folder, made where it is missing, kept until the scope ends. What a killed service left running is stopped. */
export const embeddedTableIn = Effect.fnUntraced(function*(
  { dataDir, dynamodbClient }: Configuration,
  { abandonedBy, describe }: Lock
) {
  yield* stopOrphan(abandonedBy?.dynamodb)
  const local = yield* startDynamodb(dataDir, (dynamodb) => describe({ dynamodb }))
  const driver = yield* dynamodbDriver(embeddedConnection(local.endpoint), dynamodbClient)
  yield* createTable(driver, embeddedTable, { streams: false })
  return Dynamo.layer(embeddedTable, Effect.succeed(driver))
})

/** Returns the database that the configuration names, otherwise the one in the data folder. */
export const databaseIn = Effect.fnUntraced(
  function*({ dataDir, databasePoolMax: max, databaseUrl: url }: Configuration) {
    if (url === "none") return AbsentPostgres.layer
    if (url !== undefined) return NativePostgres.layer({ url, max })
    yield* sameEngine(dataDir, "postgres", "pglite-18")
    return EmbeddedPostgres.layer({ folder: join(dataDir, "postgres") })
  }
)

/** Returns layers with the configured or embedded table. The lock belongs to the caller. */
export const tableIn = Effect.fnUntraced(function*(configuration: Configuration, lock: Lock) {
  const { dynamodbTable } = configuration
  return dynamodbTable === undefined
    ? yield* embeddedTableIn(configuration, lock)
    : configuredTable(configuration, dynamodbTable)
})
