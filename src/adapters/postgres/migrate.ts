import { readMigrationFiles } from "drizzle-orm/migrator"
import { drizzle } from "drizzle-orm/pg-proxy"
import { migrate as migrateWith } from "drizzle-orm/pg-proxy/migrator"
import { Effect } from "effect"
import { raiseChangeBase } from "./change-base.ts"
import { Database } from "./database.ts"

/** Any number that nobody else locks in this database. */
const lock = 7_310_421

/**
 * Brings the tables up to the migrations in `folder`, all or none, on one connection. Others that try meanwhile wait for the lock, which
 * ends with the transaction, and then find nothing left to do. Puts may go on meanwhile: when the migration and a put wait for each other,
 * one of the two tries again.
 */
export const migrate = Effect.fn("migrate")(function*(folder: string) {
  const config = { migrationsFolder: folder }
  // A folder that cannot be read is a mistake in the deployment, not a store that is away: it is a defect.
  yield* Effect.sync(() => readMigrationFiles(config))
  yield* (yield* Database).transaction(async (run) => {
    await run("SELECT pg_advisory_xact_lock($1)", [lock])
    const database = drizzle(async (text, values) => ({ rows: [...await run(text, values)] }))
    await migrateWith(database, async (statements) => {
      for (const statement of statements) await run(statement)
    }, config)
    await run(raiseChangeBase)
  })
}, Effect.retry({ times: 5, while: ({ code }) => code === "40P01" }))
