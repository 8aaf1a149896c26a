import { Clock, Effect, Layer, Redacted } from "effect"
import pg from "pg"
import { connectionString } from "./connection-string.ts"
import { Database, type Run, type Statement } from "./database.ts"
import { failureOf, PostgresFailure } from "./failure.ts"
import { measuredDatabase } from "./measured-database.ts"
import { reportPool } from "./pool-metrics.ts"
import { type Access, makePool } from "./pool.ts"

export interface NativeOptions {
  readonly url: Redacted.Redacted<string> | Access
  /** Maximum of connections; PostgreSQL on two cores saturates at 8. */
  readonly max?: number
  /** Limit for connecting, and for a statement. */
  readonly timeoutMs?: number
  /** Off for proxies that cannot keep named statements apart (older PgBouncer) or that such statements pin (RDS Proxy). */
  readonly namedStatements?: boolean
}

const ignore = () => undefined

/** A server that answered with an error is well; after any other failure nobody may use the connection again. */
const isAnswer = (error: unknown): boolean => error instanceof pg.DatabaseError && error.severity === "ERROR"

const runOn = async (client: pg.PoolClient, statement: pg.QueryConfig) => {
  try {
    const { rows } = await client.query(statement)
    client.release()
    return rows
  } catch (error) {
    client.release(!isAnswer(error))
    throw error
  }
}

/**
 * Once `signal` aborts, nobody waits any longer. The server then finds the connection gone, at the latest when its own statement limit is
 * over.
 */
const runAlone = async (config: pg.ClientConfig, work: (run: Run) => Promise<void>, signal: AbortSignal) => {
  const client = new pg.Client(config)
  client.on("error", ignore)
  signal.addEventListener("abort", () => client.connection.stream.destroy())
  await client.connect()
  try {
    await client.query("BEGIN")
    await work(async (text, values = []) => (await client.query(text, [...values])).rows)
    await client.query("COMMIT")
  } finally {
    await client.end()
  }
}

const accessBy = (url: NativeOptions["url"]): Access => {
  if (typeof url === "function") return url
  const config = { connectionString: connectionString(Redacted.value(url)) }
  return () => Promise.resolve(config)
}

const make = ({ max = 8, namedStatements = true, timeoutMs = 5000, url }: NativeOptions) =>
  Effect.gen(function*() {
    const access = accessBy(url)
    const connecting = { connectionTimeoutMillis: timeoutMs }
    const pool = yield* Effect.acquireRelease(
      Effect.sync(() =>
        makePool(access, { ...connecting, max, statement_timeout: timeoutMs, query_timeout: timeoutMs })
      ),
      ({ end }) => Effect.promise(end)
    )
    yield* reportPool(pool)
    return measuredDatabase({
      query: ({ name, text, values }: Statement) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) =>
          Effect.tryPromise({
            try: async () =>
              runOn(await pool.connect(now), { text, values: [...values], ...(namedStatements && { name }) }),
            catch: failureOf
          })),
      transaction: (work, limitMs) => {
        const limit = limitMs === undefined ? {} : { statement_timeout: limitMs }
        const all = Effect.tryPromise({
          try: async (signal) => runAlone({ ...await access(false), ...connecting, ...limit }, work, signal),
          catch: failureOf
        })
        const orElse = () => Effect.fail(new PostgresFailure({ code: "57014" }))
        return limitMs === undefined ? all : Effect.timeoutOrElse(all, { duration: limitMs, orElse })
      }
    })
  })

/** A pool of connections to a PostgreSQL server, closed with the layer's scope. Connects when first used. */
export const layer = (options: NativeOptions) => Layer.effect(Database, make(options))
