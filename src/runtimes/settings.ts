import { Effect, Redacted } from "effect"
import type { JWK } from "jose"
import type { Reader } from "./environment.ts"
import { httpUrl, integer, type LogLevel, logLevel, origins, publicKeys, sealKey, signingKey, text } from "./setting.ts"

/** The settings that every runtime has. */
export interface Settings {
  readonly dynamodbTable: string | undefined
  readonly dynamodbEndpoint: string | undefined
  readonly awsRegion: string
  readonly defaultSchoolId: number
  readonly portalUrl: string
  readonly corsOrigins: ReadonlyArray<string>
  readonly tokenIssuer: string
  readonly tokenAudience: string
  readonly signingKey: Redacted.Redacted<JWK> | undefined
  /** Public keys that verify access tokens beside the one that signs. */
  readonly verifyingKeys: ReadonlyArray<JWK>
  readonly sealKey: Redacted.Redacted | undefined
  readonly metricsToken: Redacted.Redacted | undefined
  readonly logLevel: LogLevel
}

/** Reads what every runtime has. */
export const readSettings = Effect.fnUntraced(function*({ optional, withDefault }: Reader) {
  const portalUrl = yield* withDefault("PORTAL_URL", httpUrl, "http://localhost:3001")
  const settings: Settings = {
    dynamodbTable: yield* optional("DYNAMODB_TABLE", text),
    dynamodbEndpoint: yield* optional("DYNAMODB_ENDPOINT", httpUrl),
    awsRegion: yield* withDefault("AWS_REGION", text, "us-east-1"),
    defaultSchoolId: yield* withDefault("DEFAULT_SCHOOL_ID", integer(1, 2_147_483_647), 1),
    portalUrl,
    corsOrigins: yield* withDefault("CORS_ORIGINS", origins, [new URL(portalUrl).origin]),
    tokenIssuer: yield* withDefault("TOKEN_ISSUER", text, "https://tsa-enrollment.local"),
    tokenAudience: yield* withDefault("TOKEN_AUDIENCE", text, "tsa-enrollment"),
    signingKey: yield* optional("SIGNING_KEY", signingKey),
    verifyingKeys: yield* withDefault("VERIFYING_KEYS", publicKeys, []),
    sealKey: yield* optional("SEAL_KEY", sealKey),
    metricsToken: yield* Effect.map(
      optional("METRICS_TOKEN", text),
      (token) => token === undefined ? undefined : Redacted.make(token)
    ),
    logLevel: yield* withDefault("LOG_LEVEL", logLevel, "Info")
  }
  return settings
})
