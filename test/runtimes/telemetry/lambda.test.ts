import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { type Lambda, startLambda } from "../lambda/start.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { type Collector, startCollector } from "./collector.ts"
import { assertTelemetry } from "./traced-family.ts"

let stores: Stores
let collector: Collector
let lambda: Lambda
beforeAll(async () => {
  ;[stores, collector] = await Promise.all([openStores(1), startCollector()])
  lambda = await startLambda({ environment: stores.environment, overrides: collector.environment })
})
afterAll(async () => {
  await lambda.stop()
  await Promise.all([collector.stop(), stores.stop()])
})

const send = (path: string, init: RequestInit = {}) => fetch(lambda.base + path, init)

describe("functions with a collector", () => {
  it("send traces and metrics before each answer, since they are frozen then", async () => {
    const logs = () => lambda.logs.map(({ line }) => line)
    await assertTelemetry({ collector, logs, send, stores, sweep: () => lambda.sweep() })
    const before = collector.received.length
    await send("/health/ready")
    assert.isAbove(collector.received.length, before)
  }, 60_000)

  it("answer while it is a black hole, and leave it alone for a while after one wait", async () => {
    collector.fallSilent()
    assert.strictEqual((await send("/health/ready")).status, 200)
    const asked = collector.asked.length
    for (let time = 0; time < 5; time++) assert.strictEqual((await send("/health/ready")).status, 200)
    assert.strictEqual(collector.asked.length, asked)
  }, 60_000)
})
