import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { handlersOf } from "../../../src/runtimes/worker/handlers.ts"
import { eventually } from "../../scenarios/place.ts"
import { end, inTemporaryFolder, startOn } from "../processes.ts"
import { refusedBodies, refusedBodiesFrom } from "../refused-bodies.ts"
import { familyAtStepFour, rowsOf } from "../worker/family.ts"
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
        assert.deepStrictEqual(
          await refusedBodiesFrom((path, init) => fetch(service.base + path, init)),
          refusedBodies
        )
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

  it(
    "ends in records also where nobody was woken: a sweep finds what another process took",
    () =>
      inTemporaryFolder(async (folder) => {
        const { DATABASE_URL, ...variables } = stores.environment
        const bindings = {
          ...variables,
          HYPERDRIVE: { connectionString: DATABASE_URL },
          WAKE_UPS: { send: () => Promise.reject(new Error("nobody is woken here")) },
          LOG_LEVEL: "Error"
        }
        const waiting: Array<Promise<unknown>> = []
        const { fetch: take } = handlersOf(() => Effect.void)
        const { state, student } = await familyAtStepFour(
          async (path, init) =>
            take(new Request(`http://other.test${path}`, init), bindings, {
              waitUntil: (each) => void waiting.push(each)
            }),
          stores
        )
        assert.deepStrictEqual([await state(), await rowsOf(stores, student)], ["pending", [0, 0, 0, 0]])
        const service = await startOn(folder, stores.environment)
        try {
          await eventually(state, (now) => now === "applied")
          assert.deepStrictEqual(await rowsOf(stores, student), [1, 1, 1, 1])
        } finally {
          await end(service, "SIGTERM")
          await Promise.all(waiting)
        }
      }),
    60_000
  )
})
