import { Effect, type Redacted } from "effect"
import { type DynamodbClient, readDynamodbClient } from "./dynamodb-client.ts"
import { from, makeReader } from "./environment.ts"
import { readTrustedProxies } from "./proxies.ts"
import { integer, postgresUrl, smtpUrl, text } from "./readers.ts"
import { readSettings, type Settings } from "./shared.ts"

/** Every setting of a Node service. Stores that are not configured are embedded in the data folder. */
export interface Configuration extends Settings {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly trustedProxies: ReadonlyArray<string>
  /** The server that takes mail. Without one, mail goes into the mailbox of the data folder. */
  readonly smtpUrl: Redacted.Redacted | undefined
  readonly databaseUrl: Redacted.Redacted | "none" | undefined
  readonly databasePoolMax: number
  readonly dynamodbClient: DynamodbClient
  /** How often both stores are compared; 0: never. */
  readonly reconcileHours: number
}

/** Reads the configuration; fails with everything that is wrong with it at once. */
export const readConfiguration = Effect.gen(function*() {
  const reader = makeReader()
  const { checked, isSet, optional, withDefault, wrong } = reader
  const configuration: Configuration = {
    port: yield* withDefault("PORT", integer(0, 65_535), 3000),
    host: yield* withDefault("HOST", text, "127.0.0.1"),
    dataDir: yield* withDefault("DATA_DIR", text, ".data"),
    databaseUrl: (yield* optional("DATABASE_URL", postgresUrl)) ??
      (yield* optional("SQLALCHEMY_DATABASE_URL", postgresUrl)),
    trustedProxies: yield* readTrustedProxies(reader),
    smtpUrl: yield* optional("SMTP_URL", smtpUrl),
    databasePoolMax: yield* withDefault("DATABASE_POOL_MAX", integer(1, 100), 8),
    reconcileHours: yield* withDefault("RECONCILE_HOURS", integer(0, 8760), 24),
    dynamodbClient: yield* readDynamodbClient(reader),
    ...yield* readSettings(reader)
  }
  if (configuration.dynamodbEndpoint !== undefined && configuration.dynamodbTable === undefined) {
    wrong("DYNAMODB_TABLE", "is needed where DYNAMODB_ENDPOINT is set")
  }
  if ((yield* isSet("SMTP_URL")) && !(yield* isSet("MAIL_FROM"))) wrong("MAIL_FROM", "is needed where SMTP_URL is set")
  return yield* checked(configuration)
})

/** Returns the configuration that an environment holds. */
export const configurationOf = (environment: Readonly<Record<string, string | undefined>>) =>
  readConfiguration.pipe(from(environment))
