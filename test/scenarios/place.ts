import { Effect, Exit, Logger, Redacted, Scope } from "effect"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { migrate } from "../../src/adapters/postgres/migrate.ts"
import * as Native from "../../src/adapters/postgres/native.ts"
import { openDirectory } from "../../src/runtimes/cli/door.ts"
import { mintToken } from "../../src/runtimes/cli/token.ts"
import { seed } from "../../src/runtimes/embedded/seed.ts"
import { migrationsFolder } from "../../src/runtimes/migrations-folder.ts"
import { startService } from "../../src/runtimes/node/service.ts"
import { type Configuration, configurationOf } from "../../src/runtimes/settings/node.ts"
import { startDynoxide } from "../adapters/dynamodb/engines.ts"
import { makeTable } from "../adapters/dynamodb/store.ts"
import { startNativePostgres } from "../adapters/postgres/native.ts"
import { startSilentProxy } from "../adapters/postgres/silent-proxy.ts"

const quiet = Logger.layer([])
const run = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(Effect.provide(effect, quiet))

/** Migrates a database with the migrations in a folder. */
export const migrateTo = (migrations: string, url: string) =>
  run(Effect.provide(migrate(migrations), Native.layer({ url: Redacted.make(url) })))

/** Creates a table and the first people in these stores. Returns the directory, which stays open until it is closed. */
export const prepared = async (endpoint: string, configuration: Configuration) => {
  await run(makeTable(endpoint, { table: configuration.dynamodbTable ?? "" }))
  const scope = Scope.makeUnsafe()
  const directory = await run(Scope.provide(openDirectory(configuration), scope))
  await run(Effect.provide(seed, directory))
  return { directory, close: () => run(Scope.close(scope, Exit.void)) }
}

/**
 * Opens the real service on a real PostgreSQL, migrated as this folder says, and on a DynamoDB stand-in, each behind a proxy that can take
 * it away.
 */
export const openPlace = async (migrations: string = migrationsFolder) => {
  process.env["AWS_ACCESS_KEY_ID"] = "test"
  process.env["AWS_SECRET_ACCESS_KEY"] = "test"
  const [server, dynamodb, folder] = await Promise.all([
    startNativePostgres(),
    startDynoxide(),
    mkdtemp(join(tmpdir(), "tsa-place-"))
  ])
  const [postgresProxy, dynamodbProxy] = await Promise.all([
    startSilentProxy(server.url),
    startSilentProxy(dynamodb.endpoint)
  ])
  const environment = {
    DATA_DIR: folder,
    PORT: "0",
    DATABASE_URL: postgresProxy.url,
    DYNAMODB_TABLE: "scenarios",
    DYNAMODB_ENDPOINT: dynamodbProxy.url
  }
  const configuration = await run(configurationOf(environment))
  await migrateTo(migrations, server.url)
  const { close, directory } = await prepared(dynamodb.endpoint, configuration)
  const sql = new pg.Pool({ connectionString: server.url, max: 2 })
  const logs: Array<string> = []

  /** Starts the service on these stores, with other settings where they are given. */
  const start = async (settings: Readonly<Record<string, string>> = {}) => {
    const scope = Scope.makeUnsafe()
    const captured = Logger.layer([Logger.map(Logger.formatJson, (line) => {
      logs.push(line)
    })])
    const { base } = await Effect.runPromise(
      Scope.provide(startService(await run(configurationOf({ ...environment, ...settings }))), scope).pipe(
        Effect.provide(captured)
      )
    )
    return { base, stop: () => run(Scope.close(scope, Exit.void)) }
  }

  return {
    environment,
    logs,
    postgres: postgresProxy,
    dynamodb: dynamodbProxy,
    mailbox: join(folder, "mailbox"),
    start,
    token: (role: string, email: string, school = "1") =>
      run(mintToken({ role, email, school, id: undefined, name: undefined }).pipe(Effect.provide(directory))),
    rows: async (text: string, ...values: ReadonlyArray<unknown>) =>
      (await sql.query<Record<string, unknown>>(text, [...values])).rows,
    stop: async () => {
      await sql.end()
      await close()
      await Promise.all([postgresProxy.stop(), dynamodbProxy.stop()])
      await Promise.all([server.stop(), dynamodb.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  }
}
export type Place = Awaited<ReturnType<typeof openPlace>>

/** Asks until `holds` is true, for at most 30 seconds. */
export const eventually = async <A>(ask: () => Promise<A>, holds: (answer: A) => boolean): Promise<A> => {
  for (let wait = 0; wait < 600; wait++) {
    const answer = await ask()
    if (holds(answer)) return answer
    await sleep(50)
  }
  throw new Error(`it did not come about within 30 seconds; last: ${JSON.stringify(await ask()).slice(0, 600)}`)
}
