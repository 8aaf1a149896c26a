import { Effect, Layer } from "effect"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { migrationsFolder } from "../migrations-folder.ts"
import { emptyKept } from "../services/kept.ts"
import { live } from "../services/live.ts"
import type { Configuration } from "../settings/node.ts"
import { keysInUse } from "./folder-keys.ts"
import type { Lock } from "./lock.ts"
import { mailerIn } from "./mail.ts"
import { databaseIn, tableIn } from "./places.ts"
import { seed } from "./seed.ts"

/**
 * Opens the stores of this configuration, embedded ones where none is named. It migrates and seeds embedded stores; the others have
 * commands of their own for that. They live as long as the scope.
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
