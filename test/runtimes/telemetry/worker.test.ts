import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { eventually } from "../../scenarios/place.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { familyAtStepFour } from "../worker/family.ts"
import { type RunningWorker, startWorker } from "../worker/harness.ts"
import { type Collector, startCollector } from "./collector.ts"
import { assertTelemetry } from "./traced-family.ts"

let stores: Stores
let collector: Collector
let worker: RunningWorker
beforeAll(async () => {
  ;[stores, collector] = await Promise.all([openStores(1), startCollector()])
  worker = await startWorker({ environment: { ...stores.environment, ...collector.environment } })
})
afterAll(async () => {
  await worker?.stop()
  await Promise.all([collector.stop(), stores.stop()])
})

const send = (path: string, init: RequestInit) => fetch(worker.base + path, init)

const connections = () =>
  stores.rows("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")

describe("a Worker with a collector", () => {
  it("sends traces and metrics of each call after its answer", async () => {
    await assertTelemetry({ collector, logs: worker.logs, send, stores, sweep: worker.sweep })
    assert.isNotEmpty(collector.asked)
  }, 60_000)

  it("answers, makes records and closes what it opened while it is a black hole", async () => {
    collector.fallSilent()
    const { state } = await familyAtStepFour(send, stores)
    await eventually(state, (now) => now === "applied")
    await eventually(connections, (open) => open.length === 0)
    assert.deepStrictEqual(worker.logs().filter((line) => /"level":"(FATAL|ERROR)"/.test(line)), [])
  }, 60_000)
})
