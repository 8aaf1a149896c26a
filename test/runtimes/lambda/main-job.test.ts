import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { playTranscript, recordedTranscript } from "../transcript/play.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { type Lambda, startLambda } from "./start.ts"

let stores: Stores
let lambda: Lambda
beforeAll(async () => {
  stores = await openStores(1)
  lambda = await startLambda({ environment: stores.environment })
})
afterAll(async () => {
  await lambda.stop()
  await stores.stop()
})

describe("the main job on Lambda", () => {
  it("is answered as on every runtime, and the stream alone makes the records", async () => {
    const { played } = await playTranscript((path, init) => fetch(lambda.base + path, init), stores)
    assert.deepStrictEqual(played, recordedTranscript())
  }, 60_000)
})
