import { Effect, Layer } from "effect"
import { fileURLToPath } from "node:url"
import { migrate } from "../adapters/postgres/migrate.ts"
import type { Configuration } from "./configuration.ts"
import { keysInUse } from "./folder-keys.ts"
import { emptyKept } from "./kept.ts"
import { live } from "./live.ts"
import type { Lock } from "./lock.ts"
import { mailerIn } from "./mail.ts"
import { seed } from "./seed.ts"
import { databaseIn, tableIn } from "./stores.ts"

export const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url))

/**
 * The stores of this configuration, embedded where none is named: those are migrated and seeded here, the others by commands of their
 * own. Lives as long as the scope.
 */
export const openStores = Effect.fn("openStores")(function*(configuration: Configuration, lock: Lock) {
  const keys = yield* keysInUse(configuration)
  const table = yield* tableIn(configuration, lock)
  const database = yield* databaseIn(configuration)
  const mailer = yield* mailerIn(configuration)
  const services = yield* Layer.build(live(configuration, keys, { table, database, mailer }, emptyKept()))
  if (configuration.databaseUrl === undefined) yield* Effect.provide(Effect.orDie(migrate(migrationsFolder)), services)
  if (configuration.dynamodbTable === undefined) yield* Effect.provide(seed, services)
  return { keys, services }
})
