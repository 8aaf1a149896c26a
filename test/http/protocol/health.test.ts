import { assert, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"

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
    const { call, dispose, time, weather } = await makeService({ isDraining: () => draining })
    weather.workflow = "away"
    assert.strictEqual((await call(undefined, "GET", "/health/ready")).body.reason, "workflow_store_unavailable")
    draining = true
    assert.strictEqual((await call(undefined, "GET", "/health/ready")).body.reason, "draining")
    weather.workflow = "well"
    draining = false
    time.advance(2000)
    assert.isNull((await call(undefined, "GET", "/health/ready")).body.reason)
    await dispose()
  })
})

describe("strangers who ask whether it is ready", () => {
  const ready = ({ call }: Service, network = "192.0.2.1") =>
    call(undefined, "GET", "/health/ready", undefined, { "x-test-network": network })
  const asked = ({ weather }: Service) =>
    ["Schools.list", "StudentRecords.migrationLevel"].map((name) =>
      weather.calls.filter((call) => call === name).length
    )

  it("a hundred at once are told one answer, for which each store was asked once", async () => {
    const service = await makeService()
    const { promise, resolve } = Promise.withResolvers<void>()
    service.weather.held.set("Schools.list", promise)
    const asking = Promise.all(Array.from({ length: 100 }, () => ready(service)))
    resolve()
    for (const { status } of await asking) assert.strictEqual(status, 200)
    assert.deepStrictEqual(asked(service), [1, 1])
    await service.dispose()
  })

  it("are told of what has changed after two seconds", async () => {
    const service = await makeService()
    await ready(service)
    service.weather.workflow = "away"
    service.time.advance(1000)
    assert.strictEqual((await ready(service)).status, 200)
    service.time.advance(1000)
    assert.strictEqual((await ready(service)).status, 503)
    service.weather.workflow = "well"
    service.time.advance(-10_000)
    assert.strictEqual((await ready(service)).status, 200)
    assert.deepStrictEqual(asked(service), [3, 3])
    await service.dispose()
  })

  it("and leave before they were told have others wait for the same asking", async () => {
    const service = await makeService()
    const { promise, resolve } = Promise.withResolvers<void>()
    service.weather.held.set("Schools.list", promise)
    for (let time = 0; time < 20; time++) {
      const leaving = new AbortController()
      const left = service.app.request("/health/ready", { signal: leaving.signal })
      await Promise.resolve()
      leaving.abort()
      void Promise.resolve(left).catch(() => undefined)
    }
    const waiting = Promise.all([ready(service), ready(service)])
    resolve()
    for (const { status } of await waiting) assert.strictEqual(status, 200)
    assert.deepStrictEqual(asked(service), [1, 1])
    await service.dispose()
  })

  it("open no circuit: while PostgreSQL answers nobody, the relay goes on as before", async () => {
    const service = await makeService()
    service.weather.records = "away"
    for (let time = 0; time < 5; time++) {
      assert.strictEqual((await ready(service)).body.student_records, "unavailable")
      service.time.advance(2000)
    }
    service.weather.records = "well"
    const id = (await walked(service, 4)).split("/").at(-1)
    assert.strictEqual((await service.call("registrar-1", "POST", `/staff/enrollments/${id}/provision`)).status, 200)
    await service.dispose()
  })

  it("have a limit by network of its own: a watcher is answered also where its network has asked for all else", async () => {
    const service = await makeService({ requestsPerMinute: 3 })
    const version = () => service.call(undefined, "GET", "/version", undefined, { "x-test-network": "192.0.2.1" })
    const statuses: Array<number> = []
    for (let time = 0; time < 4; time++) statuses.push((await version()).status)
    for (let time = 0; time < 4; time++) statuses.push((await ready(service)).status)
    assert.deepStrictEqual(statuses, [200, 200, 200, 429, 200, 200, 200, 429])
    assert.strictEqual((await ready(service, "192.0.2.2")).status, 200)
    assert.strictEqual((await service.call(undefined, "GET", "/health/live")).status, 200)
    await service.dispose()
  })
})
