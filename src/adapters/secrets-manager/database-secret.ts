import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager"
import { Effect, Schema } from "effect"

const isPort = Schema.isBetween({ minimum: 1, maximum: 65_535 })

/** What RDS writes into a secret. `port` may also be text, as people write it by hand. */
const DatabaseSecret = Schema.fromJsonString(Schema.Struct({
  host: Schema.optionalKey(Schema.String),
  port: Schema.optionalKey(Schema.Union([Schema.Number.check(isPort), Schema.NumberFromString.check(isPort)])),
  dbname: Schema.optionalKey(Schema.String),
  username: Schema.String,
  password: Schema.String
}))
export type DatabaseSecret = typeof DatabaseSecret.Type

/** The secret could not be read. `code` is the driver's own name for the error, never its message, which may hold what it read. */
export class SecretUnreadable extends Schema.TaggedError<SecretUnreadable>()("SecretUnreadable", {
  code: Schema.String
}) {
  override get message() {
    return `the secret could not be read (${this.code})`
  }
}

const unreadable = (thrown: unknown) =>
  new SecretUnreadable({ code: thrown instanceof Error ? thrown.name : "unknown" })

/** Returns an effect that reads the secret of this ARN each time it runs. The connection to Secrets Manager is closed with the scope. */
export const readDatabaseSecret = Effect.fnUntraced(function*(arn: string) {
  const client = yield* Effect.acquireRelease(
    Effect.sync(() =>
      new SecretsManagerClient({
        maxAttempts: 2,
        requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true }
      })
    ),
    (client) => Effect.sync(() => client.destroy())
  )
  return Effect.tryPromise({
    try: () => client.send(new GetSecretValueCommand({ SecretId: arn })),
    catch: unreadable
  }).pipe(
    Effect.flatMap(({ SecretString }) => Schema.decodeUnknownEffect(DatabaseSecret)(SecretString)),
    Effect.catchTag("SchemaError", () => Effect.fail(new SecretUnreadable({ code: "not_a_database_secret" })))
  )
})
