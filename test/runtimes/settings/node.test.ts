import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import type { JWK } from "jose"
import { generateKeyPairSync } from "node:crypto"
import { inspect } from "node:util"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"

const signingKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" }) as JWK
const publicKey = { kty: "EC", crv: "P-256", x: signingKey.x ?? "", y: signingKey.y ?? "", kid: "k" }
const sealKey = Buffer.alloc(32, 7).toString("base64url")

const issuer = { issuer: "https://id.test/", audience: "portal", jwks_uri: "https://id.test/keys" }

const complete = {
  PORT: "8080",
  HOST: "0.0.0.0",
  DATA_DIR: "/var/lib/tsa",
  DATABASE_URL: "postgresql+asyncpg://app:secret@db.test:5432/tsa",
  DATABASE_POOL_MAX: "20",
  DYNAMODB_CLIENT: "sdk",
  DYNAMODB_TABLE: "tsa",
  DYNAMODB_ENDPOINT: "http://dynamodb.test:8000/",
  AWS_REGION: "us-west-2",
  DEFAULT_SCHOOL_ID: "255901",
  PORTAL_URL: "https://portal.test/enroll/",
  CORS_ORIGINS: "https://portal.test, https://staff.test",
  TOKEN_ISSUER: "https://issuer.test",
  TOKEN_AUDIENCE: "audience",
  SIGNING_KEY: JSON.stringify(signingKey),
  VERIFYING_KEYS: JSON.stringify({ keys: [publicKey] }),
  OIDC_ISSUERS: JSON.stringify([issuer]),
  SEAL_KEY: sealKey,
  METRICS_TOKEN: "scrape",
  SMTP_URL: "smtps://app:mail-secret@mail.test",
  MAIL_FROM: "enrollment@tsa.test",
  TRUSTED_PROXIES: "10.0.0.0/8, 2001:db8::/32",
  REQUESTS_PER_MINUTE: "60",
  RECONCILE_HOURS: "0",
  LOG_LEVEL: "Warn",
  OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.test/otlp/",
  OTEL_EXPORTER_OTLP_HEADERS: "Authorization=Basic%20b3Rscw==, x-team = admissions"
}

describe("the configuration", () => {
  it.effect("of an empty environment is that of embedded stores on this machine alone", () =>
    Effect.gen(function*() {
      const expected = {
        port: 3000,
        host: "127.0.0.1",
        dataDir: ".data",
        databaseUrl: undefined,
        databasePoolMax: 8,
        dynamodbClient: "light" as const,
        dynamodbTable: undefined,
        dynamodbEndpoint: undefined,
        awsRegion: "us-east-1",
        defaultSchoolId: 1,
        portalUrl: "http://localhost:3001",
        corsOrigins: ["http://localhost:3001"],
        tokenIssuer: "https://tsa-enrollment.local",
        tokenAudience: "tsa-enrollment",
        signingKey: undefined,
        verifyingKeys: [],
        oidcIssuers: [],
        sealKey: undefined,
        metricsToken: undefined,
        smtpUrl: undefined,
        mailFrom: undefined,
        trustedProxies: [],
        requestsPerMinute: 3000,
        reconcileHours: 24,
        logLevel: "Info" as const,
        otlp: undefined
      }
      assert.deepStrictEqual(yield* configurationOf({}), expected)
      const empty = Object.fromEntries(Object.keys(complete).map((key) => [key, ""]))
      assert.deepStrictEqual(yield* configurationOf(empty), expected)
    }))

  it.effect("is what each variable says, beside any other variables", () =>
    Effect.gen(function*() {
      const found = yield* configurationOf({ ...complete, PORT_NAME: "x", HOST_: "x", PATH: "/bin", DATA__DIR: "x" })
      const { databaseUrl, metricsToken, otlp, sealKey: hash, signingKey: signing, smtpUrl, ...rest } = found
      assert.deepStrictEqual(rest, {
        port: 8080,
        host: "0.0.0.0",
        dataDir: "/var/lib/tsa",
        databasePoolMax: 20,
        dynamodbClient: "sdk",
        dynamodbTable: "tsa",
        dynamodbEndpoint: "http://dynamodb.test:8000",
        awsRegion: "us-west-2",
        defaultSchoolId: 255901,
        portalUrl: "https://portal.test/enroll",
        corsOrigins: ["https://portal.test", "https://staff.test"],
        tokenIssuer: "https://issuer.test",
        tokenAudience: "audience",
        verifyingKeys: [publicKey],
        oidcIssuers: [issuer],
        mailFrom: "enrollment@tsa.test",
        trustedProxies: ["10.0.0.0/8", "2001:db8::/32"],
        requestsPerMinute: 60,
        reconcileHours: 0,
        logLevel: "Warn"
      })
      assert.isDefined(databaseUrl && metricsToken && hash && signing && smtpUrl)
      assert.strictEqual(otlp?.endpoint, "https://collector.test/otlp")
      assert.deepStrictEqual(otlp === undefined ? undefined : Redacted.value(otlp.headers), {
        authorization: "Basic b3Rscw==",
        "x-team": "admissions"
      })
      if (!databaseUrl || databaseUrl === "none" || !metricsToken || !hash || !signing) return
      assert.strictEqual(Redacted.value(databaseUrl), complete.DATABASE_URL)
      assert.strictEqual(Redacted.value(metricsToken), "scrape")
      assert.strictEqual(Redacted.value(hash), sealKey)
      assert.deepStrictEqual(Redacted.value(signing), signingKey)
      for (const secret of ["secret@db", "mail-secret", sealKey, "scrape", "b3Rscw", String(signingKey.d)]) {
        assert.notInclude(inspect(found, { depth: 9 }) + JSON.stringify(found), secret)
      }
    }))

  it.effect("takes the address of PostgreSQL by its other name, the first one before it", () =>
    Effect.gen(function*() {
      const urlOf = (environment: Readonly<Record<string, string>>) =>
        Effect.map(configurationOf(environment), ({ databaseUrl: url }) =>
          Redacted.isRedacted(url) ? Redacted.value(url) : url)
      const other = { SQLALCHEMY_DATABASE_URL: "postgresql+asyncpg://b.test/tsa" }
      assert.strictEqual(yield* urlOf(other), other.SQLALCHEMY_DATABASE_URL)
      assert.strictEqual(yield* urlOf({ ...other, DATABASE_URL: "postgres://a.test/tsa" }), "postgres://a.test/tsa")
      assert.strictEqual(yield* urlOf({ ...other, DATABASE_URL: "none" }), "none")
    }))

  it.effect("lists the portal's origin for CORS where no origins are set", () =>
    Effect.gen(function*() {
      const { corsOrigins } = yield* configurationOf({ PORTAL_URL: "https://portal.test:8443/enroll" })
      assert.deepStrictEqual(corsOrigins, ["https://portal.test:8443"])
    }))

  it.effect("that is wrong names all bad keys at once, and shows the value of none", () =>
    Effect.gen(function*() {
      const wrong = {
        PORT: "sentinel-port",
        DATABASE_URL: "mysql://sentinel-user:sentinel-password@db.test/tsa",
        DATABASE_POOL_MAX: "0",
        DYNAMODB_ENDPOINT: "sentinel-endpoint",
        DEFAULT_SCHOOL_ID: "1.5",
        PORTAL_URL: "javascript:sentinel",
        CORS_ORIGINS: "https://portal.test,*",
        SIGNING_KEY: JSON.stringify({ ...signingKey, d: "sentinel-key" }),
        VERIFYING_KEYS: JSON.stringify({ keys: [{ ...publicKey, x: "sentinel-x" }] }),
        SEAL_KEY: "sentinel-key",
        METRICS_TOKEN: "   ",
        RECONCILE_HOURS: "-1",
        LOG_LEVEL: "sentinel-level"
      }
      const error = yield* Effect.flip(configurationOf(wrong))
      assert.sameMembers(error.problems.map(({ key }) => key), Object.keys(wrong))
      for (const { key, message } of error.problems) assert.include(error.message, `${key}: ${message}`)
      assert.notInclude(error.message + JSON.stringify(error) + inspect(error, { depth: 9 }), "sentinel")
    }))

  it.effect("with an endpoint of DynamoDB names its table too", () =>
    Effect.gen(function*() {
      const { problems } = yield* Effect.flip(configurationOf({ DYNAMODB_ENDPOINT: "http://127.0.0.1:8000" }))
      assert.deepStrictEqual(problems.map(({ key }) => key), ["DYNAMODB_TABLE"])
    }))
})
