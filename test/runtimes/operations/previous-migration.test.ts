import { assert, describe, it } from "@effect/vitest"
import { migrationsFolder } from "../../../src/runtimes/migrations-folder.ts"
import { lastMigration, migrationsBefore } from "../../adapters/postgres/migrations-before.ts"
import { newFamily } from "../../scenarios/families.ts"
import { eventually, migrateTo, openPlace } from "../../scenarios/place.ts"
import { counts } from "../../scenarios/records.ts"
import { inTemporaryFolder } from "../processes.ts"

describe("the new code on the migration before the last", () => {
  it(
    "is degraded and says why; families go on; the records follow the migration without a restart",
    () =>
      inTemporaryFolder(async (folder) => {
        const level = await migrationsBefore(await lastMigration(), folder)
        const place = await openPlace(folder)
        const service = await place.start()
        try {
          const ready = await fetch(`${service.base}/health/ready`)
          assert.strictEqual(ready.status, 200)
          assert.deepInclude(await ready.json(), {
            status: "degraded",
            student_records: "not_migrated",
            migrations: { applied: level, known: level + 1 }
          })
          const family = await newFamily(place, service.base)
          await family.steps(1, 2, 3, 4, 5, 6)
          const { status, student_records: { state } } = await family.get()
          assert.strictEqual(status, "completed")
          // What the code can write at this level is up to it. What it cannot write waits, and never needs a person.
          assert.include(level === 0 ? ["pending"] : ["pending", "applied"], state)
          await migrateTo(migrationsFolder, place.environment.DATABASE_URL)
          await eventually(family.get, ({ student_records }) => student_records.state === "applied")
          assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
          const after = await fetch(`${service.base}/health/ready`)
          assert.deepInclude(await after.json(), { status: "ok", student_records: "ok" })
        } finally {
          await service.stop()
          await place.stop()
        }
      }),
    120_000
  )
})
