import { Effect, Redacted } from "effect"
import type { JWK } from "jose"
import type { Issuer } from "../../adapters/jose/issuer-keys.ts"
import type { Reader } from "./environment.ts"
import { issuers } from "./issuers.ts"
import {
  headers,
  httpUrl,
  integer,
  type LogLevel,
  logLevel,
  mailAddress,
  origins,
  publicKeys,
  sealKey,
  signingKey,
  text
} from "./readers.ts"

/** An OpenTelemetry collector that speaks OTLP over HTTP. */
export interface Collector {
  readonly endpoint: string
  readonly headers: Redacted.Redacted<Readonly<Record<string, string>>>
}

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
  /** Public keys that verify access tokens besides the one that signs. */
  readonly verifyingKeys: ReadonlyArray<JWK>
  /** Issuers whose ID tokens may be exchanged for our own tokens. */
  readonly oidcIssuers: ReadonlyArray<Issuer>
  readonly sealKey: Redacted.Redacted | undefined
  readonly metricsToken: Redacted.Redacted | undefined
  /** The address that mail comes from. */
  readonly mailFrom: string | undefined
  /** How many requests per minute one caller may send to a process. */
  readonly requestsPerMinute: number
  readonly logLevel: LogLevel
  /** Where traces and metrics are sent, if anywhere. */
  readonly otlp: Collector | undefined
}

/** Reads the settings that every runtime has. */
export const readSettings = Effect.fnUntraced(function*({ optional, withDefault }: Reader) {
  const portalUrl = yield* withDefault("PORTAL_URL", httpUrl, "http://localhost:3001")
  const endpoint = yield* optional("OTEL_EXPORTER_OTLP_ENDPOINT", httpUrl)
  const sent = yield* withDefault("OTEL_EXPORTER_OTLP_HEADERS", headers, Redacted.make({}))
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
    oidcIssuers: yield* withDefault("OIDC_ISSUERS", issuers, []),
    sealKey: yield* optional("SEAL_KEY", sealKey),
    metricsToken: yield* Effect.map(
      optional("METRICS_TOKEN", text),
      (token) => token === undefined ? undefined : Redacted.make(token)
    ),
    mailFrom: yield* optional("MAIL_FROM", mailAddress),
    requestsPerMinute: yield* withDefault("REQUESTS_PER_MINUTE", integer(1, 10_000_000), 3000),
    logLevel: yield* withDefault("LOG_LEVEL", logLevel, "Info"),
    otlp: endpoint === undefined ? undefined : { endpoint, headers: sent }
  }
  return settings
})
