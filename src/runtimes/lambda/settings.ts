import { Effect, type Redacted } from "effect"
import { readSes, type SesSettings } from "../services/ses.ts"
import { type DynamodbClient, readDynamodbClient } from "../settings/dynamodb-client.ts"
import { from, makeReader, type Reader } from "../settings/environment.ts"
import { readTrustedProxies } from "../settings/proxies.ts"
import { integer, oneOf, postgresUrl, text } from "../settings/readers.ts"
import { readSettings, type Settings } from "../settings/shared.ts"

/** What a function needs. On Lambda nothing is embedded, so stores and keys have no defaults. */
export interface LambdaSettings extends Settings, SesSettings {
  readonly dynamodbTable: string
  readonly dynamodbClient: DynamodbClient
  readonly trustedProxies: ReadonlyArray<string>
  readonly signingKey: NonNullable<Settings["signingKey"]>
  readonly sealKey: NonNullable<Settings["sealKey"]>
}

/** Where PostgreSQL is: a URL, or the secret that RDS keeps together with what that leaves out. */
export interface DatabaseSettings {
  readonly url: Redacted.Redacted | undefined
  readonly secretArn: string | undefined
  readonly host: string | undefined
  readonly name: string | undefined
  readonly sslMode: "verify-full" | "disable"
  readonly caFile: string | undefined
  readonly namedStatements: boolean
}

const readNeeded = Effect.fnUntraced(function*(reader: Reader) {
  yield* reader.needed("DYNAMODB_TABLE", "SIGNING_KEY", "SEAL_KEY", "PORTAL_URL")
  const trustedProxies = yield* readTrustedProxies(reader)
  const dynamodbClient = yield* readDynamodbClient(reader)
  return { ...yield* readSettings(reader), ...yield* readSes(reader), dynamodbClient, trustedProxies } as LambdaSettings
})

const readDatabase = Effect.fnUntraced(function*({ isSet, optional, withDefault, wrong }: Reader) {
  const url = yield* optional("DATABASE_URL", postgresUrl)
  const database: DatabaseSettings = {
    url: url === "none" ? undefined : url,
    secretArn: yield* optional("DB_SECRET_ARN", text),
    host: yield* optional("DATABASE_HOST", text),
    name: yield* optional("DATABASE_NAME", text),
    sslMode: yield* withDefault("DATABASE_SSLMODE", oneOf("verify-full", "disable"), "verify-full"),
    caFile: yield* optional("DATABASE_CA_FILE", text),
    namedStatements: (yield* withDefault("DATABASE_NAMED_STATEMENTS", oneOf("true", "false"), "true")) === "true"
  }
  if (url === "none" || (yield* isSet("DATABASE_URL")) === (yield* isSet("DB_SECRET_ARN"))) {
    wrong("DB_SECRET_ARN", "is needed, or in its place a postgresql:// URL as DATABASE_URL")
  }
  return database
})

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings of the function that never asks PostgreSQL. */
export const settingsOf = (environment: Environment) =>
  Effect.gen(function*() {
    const reader = makeReader()
    return yield* reader.checked({ settings: yield* readNeeded(reader) })
  }).pipe(from(environment))

/** Reads the settings of a function that asks PostgreSQL. */
export const settingsWithDatabaseOf = (environment: Environment) =>
  Effect.gen(function*() {
    const reader = makeReader()
    return yield* reader.checked({
      settings: yield* readNeeded(reader),
      database: yield* readDatabase(reader),
      reconcileHours: yield* reader.withDefault("RECONCILE_HOURS", integer(0, 8760), 24)
    })
  }).pipe(from(environment))
