import { Effect, Layer, Redacted } from "effect"
import pg from "pg"
import { connectionString } from "./connection-string.ts"
import { Database, type Run, type Statement } from "./database.ts"
import { failureOf } from "./failure.ts"
import { measuredDatabase } from "./measured-database.ts"
import { reportPool } from "./pool-metrics.ts"

export interface NativeOptions {
  readonly url: Redacted.Redacted<string>
  /** Connections; PostgreSQL on two cores saturates at 8. */
  readonly max?: number
  /** For connecting, and for a statement. */
  readonly timeoutMs?: number
  /** Off for proxies that cannot keep them apart (older PgBouncer) or that they pin (RDS Proxy). */
  readonly namedStatements?: boolean
}

const ignore = () => undefined

/** A server that answered with an error is well; any other failure leaves a connection that nobody may use again. */
const isAnswer = (error: unknown): boolean => error instanceof pg.DatabaseError && error.severity === "ERROR"

const runOn = async (pool: pg.Pool, statement: pg.QueryConfig) => {
  const client = await pool.connect()
  try {
    const { rows } = await client.query(statement)
    client.release()
    return rows
  } catch (error) {
    client.release(!isAnswer(error))
    throw error
  }
}

const runAlone = async (config: pg.ClientConfig, work: (run: Run) => Promise<void>) => {
  const client = new pg.Client(config)
  client.on("error", ignore)
  await client.connect()
  try {
    await client.query("BEGIN")
    await work(async (text, values = []) => (await client.query(text, [...values])).rows)
    await client.query("COMMIT")
  } finally {
    await client.end()
  }
}

const make = ({ max = 8, namedStatements = true, timeoutMs = 5000, url }: NativeOptions) =>
  Effect.gen(function*() {
    const config = { connectionString: connectionString(Redacted.value(url)), connectionTimeoutMillis: timeoutMs }
    const pool = yield* Effect.acquireRelease(
      Effect.sync(() => new pg.Pool({ ...config, max, statement_timeout: timeoutMs, query_timeout: timeoutMs })),
      (pool) => Effect.promise(() => pool.end())
    )
    // A lost connection fails the query that uses it; unheard, the event would end the process.
    pool.on("error", ignore)
    pool.on("connect", (client) => client.on("error", ignore))
    yield* reportPool(pool)
    return measuredDatabase({
      query: ({ name, text, values }: Statement) =>
        Effect.tryPromise({
          try: () => runOn(pool, { text, values: [...values], ...(namedStatements && { name }) }),
          catch: failureOf
        }),
      transaction: (work) => Effect.tryPromise({ try: () => runAlone(config, work), catch: failureOf })
    })
  })

/** A pool of connections to a PostgreSQL server, closed with the layer's scope. Connects when first used. */
export const layer = (options: NativeOptions) => Layer.effect(Database, make(options))
