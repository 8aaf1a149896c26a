import { assert, describe, it } from "@effect/vitest"
import { begun, makeService, type Service, stepBodies, walked } from "../harness.ts"

const start = "2026-12-01T15:00:00.000Z"

const edited = (number: number) => ({ ...stepBodies[1], program_interest: `Soccer ${number}` })

const historyOf = async ({ call }: Service, at: string) => {
  const { body } = await call("registrar-1", "GET", `${at}/events`)
  return (body.events as ReadonlyArray<{ readonly type: string; readonly details: { readonly version?: number } }>)
    .toReversed()
}

describe("a family that changes one enrollment again and again", () => {
  it("may do so sixty times a minute; the same again counts nothing, staff go on, and so does the next minute", async () => {
    const service = await makeService({ start })
    const { call, time } = service
    const at = await begun(service)
    const edit = (number: number, who: "ann" | "registrar-1" = "ann") =>
      call(who, "PUT", `${at}/steps/1`, edited(number))
    for (let number = 1; number <= 60; number++) assert.strictEqual((await edit(number)).status, 200)
    for (let again = 0; again < 5; again++) assert.strictEqual((await edit(60)).status, 200)
    const { body, headers, status } = await edit(61)
    assert.deepStrictEqual([status, body.type], [429, "/problems/too-many-requests"])
    assert.strictEqual(headers.get("ratelimit-policy"), '"family-changes";q=60;w=60')
    const wait = Number(headers.get("retry-after"))
    assert.isTrue(wait > 0 && wait <= 60)
    assert.strictEqual((await edit(60)).status, 200)
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/2/draft`, {})).status, 200)
    assert.strictEqual((await edit(62, "registrar-1")).status, 200)
    assert.strictEqual((await call("coach-1", "POST", `${at}/decision`, { decision: "approved" })).status, 200)
    const other = await begun(service, "Augusta")
    assert.strictEqual((await call("ann", "PUT", `${other}/steps/1`, edited(1))).status, 200)
    time.advance(wait * 1000)
    assert.strictEqual((await edit(63)).status, 200)
    await service.dispose()
  })

  it("is counted with the change itself: what is refused counts nothing, and no other call is made for it", async () => {
    const service = await makeService({ start })
    const { call, weather, world } = service
    const at = await begun(service)
    const times = () => world.enrollments.get((at.split("/").at(-1) ?? "") as never)?.family_changes?.times
    weather.failing = "Counters.count"
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/1`, edited(1))).status, 200)
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/5`, stepBodies[5])).status, 409)
    assert.strictEqual((await call("registrar-1", "PUT", `${at}/steps/1`, edited(2))).status, 200)
    assert.strictEqual(times(), 1)
    weather.failing = "Enrollments.accept"
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/1`, edited(3))).status, 503)
    weather.failing = undefined
    assert.strictEqual(times(), 1)
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/1`, edited(3))).status, 200)
    assert.strictEqual(times(), 2)
    await service.dispose()
  })
})

describe("hundreds of edits of one step with no relay and no PostgreSQL", () => {
  it("are all taken, leave a small item, and are told in their order", async () => {
    const service = await makeService({ start })
    const { call, drain, time, weather, world } = service
    const at = await walked(service, 4)
    await drain()
    weather.records = "away"
    const id = at.split("/").at(-1) ?? ""
    const inside = () => world.enrollments.get(id as never)
    for (let number = 1; number <= 300; number++) {
      if (number % 50 === 1) time.advance(60_000)
      const who = number % 2 === 0 ? "ann" : "registrar-1"
      const { status } = await call(who, "PUT", `${at}/steps/1`, edited(number))
      assert.strictEqual(status, 200, `edit ${number}`)
      assert.isBelow(Object.keys(inside()?.events ?? {}).length, 102)
    }
    await service.renewTokens()
    const told = (await historyOf(service, at)).filter(({ type }) => type === "step_1_edited")
    assert.deepStrictEqual(told.map(({ details }) => details.version), Array.from({ length: 300 }, (_, n) => n + 6))
    weather.records = "well"
    time.advance(60_000)
    await service.renewTokens()
    await drain()
    assert.deepInclude(inside()?.provisioning, { state: "applied", claims: 0 })
    assert.isBelow(Object.keys(inside()?.events ?? {}).length, 3)
    await service.dispose()
  })
})
