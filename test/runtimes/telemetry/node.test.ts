import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdtemp, open, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { end, startOn } from "../processes.ts"
import { openStores, type Stores } from "../transcript/stores.ts"
import { familyAtStepFour } from "../worker/family.ts"
import { startCollector } from "./collector.ts"
import { assertTelemetry } from "./traced-family.ts"

let stores: Stores
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tsa-telemetry-"))
  stores = await openStores(1)
})
afterAll(async () => {
  await stores.stop()
  await rm(folder, { recursive: true, force: true })
})

const started = async (environment: Readonly<Record<string, string>>) => {
  const log = await open(join(folder, "log"), "w")
  const service = await startOn(folder, { ...stores.environment, ...environment }, log.fd)
  await log.close()
  const send = (path: string, init: RequestInit) => fetch(service.base + path, init)
  return { service, send }
}

describe("a Node service with a collector", () => {
  it("sends traces and metrics, the last ones when it stops", async () => {
    const collector = await startCollector()
    const { send, service } = await started(collector.environment)
    const log = await readFile(join(folder, "log"), "utf8").then(() => () => readFile(join(folder, "log"), "utf8"))
    let lines: ReadonlyArray<string> = []
    try {
      const stop = async () => {
        assert.strictEqual(await end(service, "SIGTERM"), 0)
        lines = (await log()).split("\n")
      }
      await assertTelemetry({ collector, logs: () => lines, send, stores, sweep: stop })
    } finally {
      service.child.kill("SIGKILL")
      await collector.stop()
    }
  }, 60_000)

  it("answers, makes records and stops while the collector is a black hole", async () => {
    const collector = await startCollector()
    collector.fallSilent()
    const { send, service } = await started(collector.environment)
    try {
      const { state } = await familyAtStepFour(send, stores)
      assert.include(["pending", "applied"], await state())
      assert.strictEqual(await end(service, "SIGTERM"), 0)
      assert.isNotEmpty(collector.asked)
    } finally {
      service.child.kill("SIGKILL")
      await collector.stop()
    }
  }, 60_000)
})
