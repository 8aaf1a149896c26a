import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readDatabaseSecret } from "../../src/adapters/secrets-manager/database-secret.ts"
import { openSecretsEndpoint } from "./secrets-endpoint.ts"

let secrets: Awaited<ReturnType<typeof openSecretsEndpoint>>
beforeAll(async () => {
  secrets = await openSecretsEndpoint("arn:aws:secretsmanager:us-east-1:000000000000:secret:database")
  process.env["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = secrets.endpoint
  process.env["AWS_REGION"] = "us-east-1"
  process.env["AWS_ACCESS_KEY_ID"] = "test"
  process.env["AWS_SECRET_ACCESS_KEY"] = "test"
})
afterAll(() => secrets.close())

const read = Effect.flatten(Effect.suspend(() => readDatabaseSecret(secrets.arn)))

describe("the secret of a database", () => {
  it.effect("is read as RDS writes it, each time anew", () =>
    Effect.gen(function*() {
      const run = yield* readDatabaseSecret(secrets.arn)
      const written = {
        engine: "postgres",
        host: "db.test",
        username: "app",
        password: "one",
        dbname: "tsa",
        port: 5432
      }
      secrets.set(JSON.stringify(written))
      const { engine: _, ...expected } = written
      assert.deepStrictEqual(yield* run, expected)
      secrets.set(JSON.stringify({ username: "app", password: "two", port: "6543" }))
      assert.deepStrictEqual(yield* run, { username: "app", password: "two", port: 6543 })
    }).pipe(Effect.scoped))

  it.effect.each(
    [
      ["no secret", undefined, "ResourceNotFoundException"],
      ["no JSON", "sentinel", "not_a_database_secret"],
      ["no password", JSON.stringify({ username: "sentinel" }), "not_a_database_secret"],
      ["no port", JSON.stringify({ username: "a", password: "sentinel", port: "x" }), "not_a_database_secret"]
    ] as const
  )("%s: unreadable, and nothing of it is told", ([, text, code]) =>
    Effect.gen(function*() {
      secrets.set(text)
      const failure = yield* Effect.flip(read)
      assert.deepStrictEqual([failure._tag, failure.code], ["SecretUnreadable", code])
      assert.notInclude(JSON.stringify(failure) + failure.message, "sentinel")
    }).pipe(Effect.scoped))
})
