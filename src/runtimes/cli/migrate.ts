import { Effect } from "effect"
import { migrate as bringUpToDate } from "../../adapters/postgres/migrate.ts"
import { databaseIn } from "../embedded/places.ts"
import { migrationsFolder } from "../migrations-folder.ts"
import type { Command } from "./command.ts"
import { NotDone } from "./usage.ts"

export const migrate: Command = Effect.fn("migrateCommand")(function*(configuration) {
  if (configuration.databaseUrl === undefined || configuration.databaseUrl === "none") {
    return yield* new NotDone({
      message: "migrate needs DATABASE_URL; the embedded database is migrated when the service starts"
    })
  }
  yield* bringUpToDate(migrationsFolder).pipe(Effect.provide(yield* databaseIn(configuration)))
  return { text: "The database is up to date.", data: { migrated: true }, failed: false }
})
