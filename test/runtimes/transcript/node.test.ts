import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { end, inTemporaryFolder, startOn } from "../processes.ts"
import { playTranscript, recordedTranscript, recordTranscript } from "./play.ts"
import { openStores, type Stores } from "./stores.ts"

let stores: Stores
beforeAll(async () => {
  stores = await openStores(1)
})
afterAll(() => stores.stop())

describe("the main job on Node", () => {
  it("is answered as recorded, and makes four records", () =>
    inTemporaryFolder(async (folder) => {
      const service = await startOn(folder, stores.environment)
      try {
        const { enrollment_id, played } = await playTranscript((path, init) => fetch(service.base + path, init), stores)
        if (process.env["RECORD"] !== undefined) recordTranscript(played)
        assert.deepStrictEqual(played, recordedTranscript())
        const student = enrollment_id.replace("ENROLL", "STU")
        for (const table of ["students", "student_school_associations", "tsa_student_extensions"]) {
          const rows = await stores.rows(`SELECT 1 FROM ${table} WHERE student_unique_id = $1`, student)
          assert.strictEqual(rows.length, 1, table)
        }
        assert.strictEqual((await stores.rows("SELECT 1 FROM users WHERE identifier = $1", student)).length, 1)
      } finally {
        await end(service, "SIGTERM")
      }
    }), 60_000)
})
