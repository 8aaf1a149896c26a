import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { settingsOf, settingsWithDatabaseOf } from "../../../src/runtimes/lambda/settings.ts"

const complete = {
  DYNAMODB_TABLE: "tsa",
  SIGNING_KEY: JSON.stringify(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })),
  SEAL_KEY: Buffer.alloc(32, 7).toString("base64url"),
  PORTAL_URL: "https://portal.test"
}
const arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:database"

const keysOf = ({ problems }: { readonly problems: ReadonlyArray<{ readonly key: string }> }) =>
  problems.map(({ key }) => key)

describe("the settings on Lambda", () => {
  it.effect("that are missing are named all at once", () =>
    Effect.gen(function*() {
      const four = ["DYNAMODB_TABLE", "SIGNING_KEY", "SEAL_KEY", "PORTAL_URL"]
      assert.deepStrictEqual(keysOf(yield* Effect.flip(settingsOf({ DYNAMODB_TABLE: "" }))), four)
      assert.deepStrictEqual(keysOf(yield* Effect.flip(settingsWithDatabaseOf({}))), [...four, "DB_SECRET_ARN"])
    }))

  it.effect("that are wrong are named beside them, each once, without their values", () =>
    Effect.gen(function*() {
      const wrong = {
        SIGNING_KEY: "sentinel",
        PORTAL_URL: "sentinel",
        DATABASE_URL: "sentinel",
        DATABASE_SSLMODE: "no-verify",
        DATABASE_NAMED_STATEMENTS: "sentinel"
      }
      const failure = yield* Effect.flip(settingsWithDatabaseOf({ ...complete, ...wrong }))
      assert.deepStrictEqual(keysOf(failure).toSorted(), Object.keys(wrong).toSorted())
      assert.notInclude(failure.message, "sentinel")
    }))

  it.effect("know PostgreSQL by one way: a secret or a URL", () =>
    Effect.gen(function*() {
      const url = "postgresql://app@db.test/tsa"
      const bySecret = yield* settingsWithDatabaseOf({ ...complete, DB_SECRET_ARN: arn })
      assert.deepStrictEqual(bySecret.database, {
        url: undefined,
        secretArn: arn,
        host: undefined,
        name: undefined,
        sslMode: "verify-full",
        caFile: undefined,
        namedStatements: true
      })
      assert.isDefined((yield* settingsWithDatabaseOf({ ...complete, DATABASE_URL: url })).database.url)
      for (const several of [{ DATABASE_URL: url, DB_SECRET_ARN: arn }, { DATABASE_URL: "none" }]) {
        const failure = yield* Effect.flip(settingsWithDatabaseOf({ ...complete, ...several }))
        assert.deepStrictEqual(keysOf(failure), ["DB_SECRET_ARN"])
      }
    }))
})
