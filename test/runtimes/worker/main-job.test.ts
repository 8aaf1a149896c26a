import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { playTranscript, recordedTranscript } from "../transcript/play.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { rowsOf } from "./family.ts"
import { type RunningWorker, startWorker } from "./harness.ts"

let stores: Stores
let worker: RunningWorker
beforeAll(async () => {
  stores = await openStores(1)
  worker = await startWorker({ environment: stores.environment })
})
afterAll(async () => {
  await worker?.stop()
  await stores.stop()
})

describe("the main job on a Worker", () => {
  it("is answered as recorded, and makes four records by its background", async () => {
    const { enrollment_id, played } = await playTranscript((path, init) => fetch(worker.base + path, init), stores)
    assert.deepStrictEqual(played, recordedTranscript())
    assert.deepStrictEqual(await rowsOf(stores, enrollment_id.replace("ENROLL", "STU")), [1, 1, 1, 1])
  })
})
