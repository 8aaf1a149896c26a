import { type Context, Effect, Redacted } from "effect"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { keysOf } from "../../src/runtimes/embedded/folder-keys.ts"
import { migrationsFolder } from "../../src/runtimes/migrations-folder.ts"
import { configurationOf } from "../../src/runtimes/settings/node.ts"
import { startDynoxide } from "../adapters/dynamodb/engines.ts"
import { strictly } from "../adapters/dynamodb/strict.ts"
import { startNativePostgres } from "../adapters/postgres/native.ts"
import { startSilentProxy } from "../adapters/postgres/silent-proxy.ts"
import { spawnOn, untilItServes } from "../runtimes/processes.ts"
import { migrateTo, prepared } from "../scenarios/place.ts"

/** The service is not a superuser, as in production: only then do connection limits apply to it. */
const role = "service"
const grants = `CREATE ROLE ${role} LOGIN;
GRANT USAGE ON SCHEMA public, drizzle TO ${role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, drizzle TO ${role};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`

export interface Service {
  readonly name: string
  readonly child: ChildProcess
  /** Where it serves, as soon as it does. */
  base: string | undefined
  /** Resolves when it serves, or will never do so. */
  readonly ready: Promise<void>
  readonly kill: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>
}

type Directory = Awaited<ReturnType<typeof prepared>>["directory"] extends Context.Context<infer Services> ? Services
  : never

/**
 * Opens native PostgreSQL and a dynoxide as strict as DynamoDB, behind proxies, prepared and seeded, for service processes that are started
 * and killed.
 */
export const openStage = async () => {
  process.env["AWS_ACCESS_KEY_ID"] = "test"
  process.env["AWS_SECRET_ACCESS_KEY"] = "test"
  const logs: Array<(line: string) => void> = []
  const hear = (line: string) => logs.forEach((listener) => listener(line))
  const [server, dynamodb, folder] = await Promise.all([
    startNativePostgres(hear),
    strictly(startDynoxide)(),
    mkdtemp(join(tmpdir(), "tsa-stage-"))
  ])
  const [postgresProxy, dynamodbProxy] = await Promise.all([
    startSilentProxy(server.url),
    startSilentProxy(dynamodb.endpoint)
  ])
  const keys = await Effect.runPromise(keysOf(folder))
  const own = {
    DATABASE_URL: server.url,
    DYNAMODB_TABLE: "faults",
    DYNAMODB_ENDPOINT: dynamodb.endpoint,
    SIGNING_KEY: JSON.stringify(Redacted.value(keys.signing)),
    SEAL_KEY: Redacted.value(keys.hashing)
  }
  const environment = {
    ...own,
    DATABASE_URL: postgresProxy.url.replace("postgres@", `${role}@`),
    DYNAMODB_ENDPOINT: dynamodbProxy.url,
    // Spares each start the compilation of what has not changed.
    NODE_COMPILE_CACHE: join(folder, "compiled")
  }
  const configuration = await Effect.runPromise(configurationOf({ ...own, DATA_DIR: join(folder, "tests") }))
  await migrateTo(migrationsFolder, server.url)
  const { close, directory } = await prepared(dynamodb.endpoint, configuration)
  const sql = new pg.Pool({ connectionString: server.url, max: 2 })
  sql.on("error", () => undefined)
  await sql.query(grants)
  const running = new Set<Service>()

  /** Starts a service. Two of the same name never run at the same time. */
  const start = (name: string, settings: Readonly<Record<string, string>> = {}): Service => {
    const dataDir = join(folder, name)
    const child = spawnOn(dataDir, { ...environment, ...settings }, "pipe")
    if (child.stdout !== null) createInterface(child.stdout).on("line", hear)
    const ended = once(child, "exit") as Promise<[number | null]>
    const service: Service = {
      name,
      child,
      base: undefined,
      ready: untilItServes(dataDir, child).then((served) => {
        service.base = served?.base
      }),
      kill: async (signal) => {
        running.delete(service)
        child.kill(signal)
        return (await ended)[0]
      }
    }
    running.add(service)
    return service
  }

  /** Starts a service and waits until it serves. */
  const startServing = async (name: string, settings: Readonly<Record<string, string>> = {}): Promise<Service> => {
    const service = start(name, settings)
    await service.ready
    if (service.base === undefined) throw new Error(`the service ${name} did not start`)
    return service
  }

  /** Returns one of the services that serve; waits until there is one. */
  const anyBase = async (chance: () => number): Promise<string> => {
    for (;;) {
      const serving = [...running].flatMap(({ base }) => base ?? [])
      const chosen = serving[Math.floor(chance() * serving.length)]
      if (chosen !== undefined) return chosen
      await sleep(10)
    }
  }

  return {
    environment,
    directory,
    server,
    postgres: postgresProxy,
    dynamodb: dynamodbProxy,
    start,
    startServing,
    anyBase,
    running,
    onLog: (listener: (line: string) => void) => logs.push(listener),
    /** Runs an effect on the workflow store itself, bypassing the proxy. */
    inDirectory: <A, E>(effect: Effect.Effect<A, E, Directory>) => Effect.runPromise(Effect.provide(effect, directory)),
    rows: async (text: string, ...values: ReadonlyArray<unknown>) =>
      (await sql.query<Record<string, unknown>>(text, [...values])).rows,
    stop: async () => {
      await Promise.all([...running].map(({ kill }) => kill("SIGKILL")))
      await sql.end()
      await close()
      await Promise.all([postgresProxy.stop(), dynamodbProxy.stop()])
      await Promise.all([server.stop(), dynamodb.stop()])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
