import { Effect, Layer, Redacted } from "effect"
import { readFile } from "node:fs/promises"
import { connectionString } from "../../adapters/postgres/connection-string.ts"
import * as Native from "../../adapters/postgres/native.ts"
import type { Access } from "../../adapters/postgres/pool.ts"
import * as StudentRecords from "../../adapters/postgres/student-records.ts"
import { readDatabaseSecret } from "../../adapters/secrets-manager/database-secret.ts"
import type { DatabaseSettings } from "./settings.ts"

const tlsOf = async ({ caFile, sslMode }: DatabaseSettings) =>
  sslMode === "verify-full" && (caFile === undefined || { ca: await readFile(caFile, "utf8") })

/** The client's name, as `pg_stat_activity` shows it. */
const application_name = process.env["AWS_LAMBDA_FUNCTION_NAME"]

/** Reads the secret when PostgreSQL is first needed, keeps it, and reads it again when its password was refused. */
const accessBySecret = Effect.fnUntraced(function*(arn: string, database: DatabaseSettings) {
  const read = yield* readDatabaseSecret(arn)
  const load = async () => {
    const { dbname = "postgres", host, password, port = 5432, username } = await Effect.runPromise(read)
    return {
      host: database.host ?? host ?? "127.0.0.1",
      port,
      database: database.name ?? dbname,
      user: username,
      password,
      ssl: await tlsOf(database),
      application_name
    }
  }
  let current: ReturnType<typeof load> | undefined
  const access: Access = (wasRefused) => {
    if (wasRefused || current === undefined) {
      const loading = load()
      current = loading
      // A failure is not kept.
      loading.catch(() => current === loading && (current = undefined))
    }
    return current
  }
  return access
})

const accessByUrl = (url: Redacted.Redacted): Access => {
  const config = { connectionString: connectionString(Redacted.value(url)), application_name }
  return () => Promise.resolve(config)
}

/** The student records in PostgreSQL, with one connection per sandbox: a sandbox answers one event at a time. */
export const layer = (database: DatabaseSettings) =>
  Layer.unwrap(Effect.gen(function*() {
    const { namedStatements, secretArn = "", url } = database
    const access = url === undefined ? yield* accessBySecret(secretArn, database) : accessByUrl(url)
    return StudentRecords.layer.pipe(Layer.provide(Native.layer({ url: access, max: 1, namedStatements })))
  }))
