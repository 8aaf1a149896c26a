import { Effect, Redacted } from "effect"
import { join } from "node:path"
import * as Dynamo from "../../adapters/dynamodb/client.ts"
import type { Connection } from "../../adapters/dynamodb/connection.ts"
import { createTable } from "../../adapters/dynamodb/create-table.ts"
import * as AbsentPostgres from "../../adapters/postgres/absent.ts"
import * as EmbeddedPostgres from "../../adapters/postgres/embedded.ts"
import * as NativePostgres from "../../adapters/postgres/native.ts"
import type { Configuration } from "../settings/node.ts"
import { sameEngine } from "./data-folder.ts"
import { type EmbeddedDynamodb, startDynamodb, stopOrphan } from "./dynamodb.ts"
import type { Lock } from "./lock.ts"

const embeddedTable = "tsa-enrollment"

/** The embedded table takes any credentials. */
const embeddedConnection = (endpoint: string): Connection => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "embedded", secretAccessKey: Redacted.make("embedded") }
})

/** The table of an embedded DynamoDB that runs already. */
export const runningTable = ({ endpoint }: EmbeddedDynamodb) =>
  Dynamo.layer({ ...embeddedConnection(endpoint), table: embeddedTable })

/** Where the table of the configuration is. */
export const placeOf = ({ awsRegion: region, dynamodbEndpoint: endpoint }: Configuration): Connection => ({
  region,
  ...(endpoint !== undefined && { endpoint })
})

/** The table that the configuration names. */
export const configuredTable = (configuration: Configuration, table: string) =>
  Dynamo.layer({ table, ...placeOf(configuration) })

/** A table in the data folder, made where it is missing, kept until the scope ends. What a killed service left running is stopped. */
export const embeddedTableIn = Effect.fnUntraced(function*(folder: string, { abandonedBy, describe }: Lock) {
  yield* stopOrphan(abandonedBy?.dynamodb)
  const local = yield* startDynamodb(folder, (dynamodb) => describe({ dynamodb }))
  const connection = embeddedConnection(local.endpoint)
  yield* createTable({ ...connection, table: embeddedTable }, { streams: false })
  return Dynamo.layer({ ...connection, table: embeddedTable })
})

/** The database that the configuration names, else the one in the data folder. */
export const databaseIn = Effect.fnUntraced(
  function*({ dataDir, databasePoolMax: max, databaseUrl: url }: Configuration) {
    if (url === "none") return AbsentPostgres.layer
    if (url !== undefined) return NativePostgres.layer({ url, max })
    yield* sameEngine(dataDir, "postgres", "pglite-18")
    return EmbeddedPostgres.layer({ folder: join(dataDir, "postgres") })
  }
)

/** Layers with the configured or embedded table; the lock belongs to the caller. */
export const tableIn = Effect.fnUntraced(function*(configuration: Configuration, lock: Lock) {
  const { dataDir, dynamodbTable } = configuration
  return dynamodbTable === undefined
    ? yield* embeddedTableIn(dataDir, lock)
    : configuredTable(configuration, dynamodbTable)
})
