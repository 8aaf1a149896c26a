import { assert, describe, it } from "@effect/vitest"
import { makeService } from "./harness.ts"

describe("a process", () => {
  it.each([[61_000, false], [-61_000, false], [59_000, true], [-59_000, true]])(
    "whose clock is %i ms off its store's: ready %s",
    async (offset, isReady) => {
      const { call, dispose, weather } = await makeService()
      weather.clockOffsetMs = offset
      const { body, status } = await call(undefined, "GET", "/health/ready")
      assert.strictEqual(status, isReady ? 200 : 503)
      assert.strictEqual(body.reason, isReady ? null : "clock_wrong")
      assert.deepStrictEqual(body.clock, { status: isReady ? "ok" : "wrong", offset_seconds: offset / 1000 })
      assert.strictEqual((await call(undefined, "GET", "/health/live")).status, 200)
      await dispose()
    }
  )

  it("that is not ready says why", async () => {
    let draining = false
    const { call, dispose, weather } = await makeService({ isDraining: () => draining })
    weather.workflow = "away"
    assert.strictEqual((await call(undefined, "GET", "/health/ready")).body.reason, "workflow_store_unavailable")
    draining = true
    assert.strictEqual((await call(undefined, "GET", "/health/ready")).body.reason, "draining")
    weather.workflow = "well"
    draining = false
    assert.isNull((await call(undefined, "GET", "/health/ready")).body.reason)
    await dispose()
  })
})
