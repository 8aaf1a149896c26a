import { Config, ConfigProvider, Effect, Option, Redacted, Result, Schema } from "effect"
import type { JWK } from "jose"
import {
  httpUrl,
  integer,
  type LogLevel,
  logLevel,
  origins,
  postgresUrl,
  type Read,
  sealKey,
  signingKey,
  text
} from "./setting.ts"

/** Every setting of a Node service. Stores that are not configured are embedded in the data folder. */
export interface Configuration {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: Redacted.Redacted | "none" | undefined
  readonly databasePoolMax: number
  readonly dynamodbTable: string | undefined
  readonly dynamodbEndpoint: string | undefined
  readonly awsRegion: string
  readonly defaultSchoolId: number
  readonly portalUrl: string
  readonly corsOrigins: ReadonlyArray<string>
  readonly tokenIssuer: string
  readonly tokenAudience: string
  readonly signingKey: Redacted.Redacted<JWK> | undefined
  readonly sealKey: Redacted.Redacted | undefined
  readonly metricsToken: Redacted.Redacted | undefined
  readonly logLevel: LogLevel
}

/** What is wrong with the environment: every bad key at once, never its value. */
export class ConfigurationInvalid extends Schema.TaggedError<ConfigurationInvalid>()("ConfigurationInvalid", {
  problems: Schema.Array(Schema.Struct({ key: Schema.String, message: Schema.String }))
}) {
  override get message() {
    return ["The configuration is wrong:", ...this.problems.map(({ key, message }) => `  ${key}: ${message}`)].join(
      "\n"
    )
  }
}

/** Reads the configuration; an empty variable counts as one that is not set. */
export const readConfiguration = Effect.gen(function*() {
  const problems: Array<{ readonly key: string; readonly message: string }> = []
  const optional = Effect.fnUntraced(function*<A>(key: string, read: Read<A>) {
    const value = yield* Effect.option(Config.String(key))
    if (Option.isNone(value)) return undefined
    const result = read(value.value)
    if (Result.isSuccess(result)) return result.success
    problems.push({ key, message: result.failure })
    return undefined
  })
  const withDefault = <A>(key: string, read: Read<A>, otherwise: A) =>
    Effect.map(optional(key, read), (value) => value ?? otherwise)

  const portalUrl = yield* withDefault("PORTAL_URL", httpUrl, "http://localhost:3001")
  const configuration: Configuration = {
    port: yield* withDefault("PORT", integer(0, 65_535), 3000),
    host: yield* withDefault("HOST", text, "127.0.0.1"),
    dataDir: yield* withDefault("DATA_DIR", text, ".data"),
    databaseUrl: (yield* optional("DATABASE_URL", postgresUrl)) ??
      (yield* optional("SQLALCHEMY_DATABASE_URL", postgresUrl)),
    databasePoolMax: yield* withDefault("DATABASE_POOL_MAX", integer(1, 100), 8),
    dynamodbTable: yield* optional("DYNAMODB_TABLE", text),
    dynamodbEndpoint: yield* optional("DYNAMODB_ENDPOINT", httpUrl),
    awsRegion: yield* withDefault("AWS_REGION", text, "us-east-1"),
    defaultSchoolId: yield* withDefault("DEFAULT_SCHOOL_ID", integer(1, 2_147_483_647), 1),
    portalUrl,
    corsOrigins: yield* withDefault("CORS_ORIGINS", origins, [new URL(portalUrl).origin]),
    tokenIssuer: yield* withDefault("TOKEN_ISSUER", text, "https://tsa-enrollment.local"),
    tokenAudience: yield* withDefault("TOKEN_AUDIENCE", text, "tsa-enrollment"),
    signingKey: yield* optional("SIGNING_KEY", signingKey),
    sealKey: yield* optional("SEAL_KEY", sealKey),
    metricsToken: yield* Effect.map(
      optional("METRICS_TOKEN", text),
      (token) => token === undefined ? undefined : Redacted.make(token)
    ),
    logLevel: yield* withDefault("LOG_LEVEL", logLevel, "Info")
  }
  if (configuration.dynamodbEndpoint !== undefined && configuration.dynamodbTable === undefined) {
    problems.push({ key: "DYNAMODB_TABLE", message: "is needed where DYNAMODB_ENDPOINT is set" })
  }
  if (problems.length > 0) return yield* new ConfigurationInvalid({ problems })
  return configuration
})

/** The configuration that an environment holds. */
export const configurationOf = (environment: Readonly<Record<string, string | undefined>>) =>
  readConfiguration.pipe(
    Effect.provideService(
      ConfigProvider.ConfigProvider,
      ConfigProvider.fromEnvRecord(environment as Record<string, string>)
    )
  )
