import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { configurationOf } from "../../../src/runtimes/settings/node.ts"

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })
const [signingKey, otherKey] = [newKey(), newKey()]
const publicKey = { ...signingKey, d: undefined }
const keySet = (...keys: ReadonlyArray<object>) => JSON.stringify({ keys })
const issuer = { issuer: "https://id.test", audience: "portal" }

const problemsOf = (environment: Readonly<Record<string, string>>) =>
  Effect.map(Effect.flip(configurationOf(environment)), ({ problems }) => problems.map(({ key }) => key))

describe("a setting", () => {
  it.effect.each<readonly [string, string, string]>([
    ["PORT", "negative", "-1"],
    ["PORT", "above 65535", "65536"],
    ["PORT", "in another notation", "3e3"],
    ["DATABASE_POOL_MAX", "above 100", "101"],
    ["DEFAULT_SCHOOL_ID", "beyond an integer of PostgreSQL", "2147483648"],
    ["DATABASE_URL", "of no place", "postgres://"],
    ["SQLALCHEMY_DATABASE_URL", "of another database", "sqlite:///tsa"],
    ["CORS_ORIGINS", "with a path", "https://portal.test/path"],
    ["SEAL_KEY", "shorter than 32 bytes", "A".repeat(42)],
    ["SEAL_KEY", "of a length that base64url has not", "A".repeat(45)],
    ["SEAL_KEY", "of other characters", "*".repeat(43)],
    ["SIGNING_KEY", "null", "null"],
    ["SIGNING_KEY", "no JSON", "{"],
    ["SIGNING_KEY", "a public key", JSON.stringify({ ...signingKey, d: undefined })],
    ["SIGNING_KEY", "without its point", JSON.stringify({ ...signingKey, x: undefined })],
    ["SIGNING_KEY", "with the point of another key", JSON.stringify({ ...signingKey, d: otherKey.d })],
    ["SIGNING_KEY", "of another curve", JSON.stringify({ ...signingKey, crv: "P-384" })],
    ["VERIFYING_KEYS", "one key", JSON.stringify(publicKey)],
    ["VERIFYING_KEYS", "a private key", keySet(publicKey, signingKey)],
    ["VERIFYING_KEYS", "of no point of the curve", keySet({ ...publicKey, y: otherKey.y })],
    ["VERIFYING_KEYS", "of another curve", keySet({ ...publicKey, crv: "P-384" })],
    ["OIDC_ISSUERS", "no list", JSON.stringify(issuer)],
    ["OIDC_ISSUERS", "without an audience", JSON.stringify([{ ...issuer, audience: "" }])],
    ["OIDC_ISSUERS", "reached without TLS", JSON.stringify([{ ...issuer, issuer: "http://id.test" }])],
    [
      "OIDC_ISSUERS",
      "with keys from a place without TLS",
      JSON.stringify([{ ...issuer, jwks_uri: "http://id.test/" }])
    ],
    ["OIDC_ISSUERS", "with a word that it does not know", JSON.stringify([{ ...issuer, jwksUri: "https://id.test" }])],
    ["OIDC_ISSUERS", "the same twice", JSON.stringify([issuer, { ...issuer, audience: "other" }])],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "an address without its protocol", "127.0.0.1:4318"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "without a value", "authorization"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "of a name with a space", "a b=c"],
    ["OTEL_EXPORTER_OTLP_HEADERS", "badly encoded", "a=%zz"],
    ["LOG_LEVEL", "in lower case", "info"]
  ])("%s may not be %s", ([key, , value]) =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* problemsOf({ [key]: value }), [key])
    }))
})
