import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { configurationOf } from "../../src/runtimes/configuration.ts"

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })
const [signingKey, otherKey] = [newKey(), newKey()]

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
