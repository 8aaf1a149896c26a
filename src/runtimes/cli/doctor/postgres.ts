import { Effect, Layer } from "effect"
import { changesAreBehind } from "../../../adapters/postgres/change-base.ts"
import type { Database } from "../../../adapters/postgres/database.ts"
import { missingGrants } from "../../../adapters/postgres/grants.ts"
import * as Records from "../../../adapters/postgres/student-records.ts"
import { StudentRecords } from "../../../domain/provisioning/student-records.port.ts"
import { failed, type Finding, ok, orFailed, warning } from "./finding.ts"
import type { Ready } from "./running-service.ts"

const check = "postgresql"

const levelFinding = (
  { applied, known }: { readonly applied: number; readonly known: number },
  isEmbedded: boolean
): Finding => {
  if (applied === known) return ok(check, `at migration ${applied} of ${known}`)
  const message = `at migration ${applied}, and this code knows ${known}`
  if (applied > known) return warning(check, message, "A newer version migrated it: update this one too.")
  return isEmbedded
    ? warning(check, message, "The next start brings it up to date.")
    : failed(check, message, "npm run db:migrate")
}

const away = (code: string): ReadonlyArray<Finding> => [
  failed(
    check,
    `it cannot be reached (${code})`,
    "Check DATABASE_URL, the server and the network. Records wait meanwhile."
  )
]

/** Checks a database that it may ask itself: it is reachable, migrated, and has the grants it needs. */
export const databaseFindings = (database: Layer.Layer<Database>, isEmbedded: boolean) =>
  orFailed(
    Effect.gen(function*() {
      const missing = yield* missingGrants
      const level = yield* (yield* StudentRecords).migrationLevel.pipe(
        Effect.map((found) => levelFinding(found, isEmbedded)),
        Effect.catch(({ code }) =>
          Effect.succeed(
            failed(check, `its migration level cannot be read (${code})`, "npm run db:migrate, then grant.")
          )
        )
      )
      // What does not exist yet cannot be granted either: the migration comes first.
      if (level.status !== "ok" && missing.length > 0 && isEmbedded) return [level]
      if (missing.length > 0) {
        const grant = "GRANT them to the role of DATABASE_URL (docs/operations.md)."
        return [level, failed(check, `missing: ${missing.join(", ")}`, grant)]
      }
      const granted = ok(check, "this role has every grant it needs")
      if (level.status !== "ok" || !(yield* changesAreBehind)) return [level, granted]
      const message = "changes are numbered below those of the rows: it was restored into a younger cluster"
      return [
        level,
        granted,
        isEmbedded
          ? warning(check, message, "The next start mends it.")
          : failed(check, message, "npm run db:migrate mends it; until then readers of changes miss some.")
      ]
    }),
    away
  ).pipe(Effect.provide(Records.layer.pipe(Layer.provideMerge(database))))

/** Returns what the running service says about its embedded database, which nobody else may open. */
export const embeddedFinding = (ready: Ready | undefined): Finding =>
  ready === undefined || ready.migrations === null
    ? failed(check, "the service's embedded database does not answer", "Restart the service.")
    : levelFinding(ready.migrations, true)

export const absentFinding: Finding = warning(
  check,
  "there is none (DATABASE_URL=none)",
  "Records wait until it is set."
)
