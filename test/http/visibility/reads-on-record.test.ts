import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"
import type { Who } from "../people.ts"

let service: Service
let at: string
let id: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 4)
  id = at.split("/").at(-1) ?? ""
  await service.call("ann", "PUT", `${at}/steps/5/draft`, { additional_documents: ["report"] })
})
afterAll(() => service.dispose())

const reads = () => [...service.world.events.get(id)?.values() ?? []].filter(({ type }) => type === "record_read")

/** Returns the reads that a call puts on record. */
const readsBy = async (who: Who, method: string, path: string, body?: unknown) => {
  const before = new Set(reads().map((read) => read.id))
  const answer = await service.call(who, method, path, body, { "x-request-id": "request-7" })
  return { answer, added: reads().filter((read) => !before.has(read.id)) }
}

describe("a child's full record", () => {
  it("is seen by staff on record: who, which, on which request, which parts, and no value", async () => {
    for (const who of ["registrar-1", "admin"] as const) {
      const { added, answer } = await readsBy(who, "GET", at)
      assert.strictEqual(answer.status, 200)
      assert.lengthOf(added, 1)
      const { at: time, id: _, ...read } = added[0] ?? {}
      assert.isBelow(Math.abs(Date.parse(time ?? "") - Date.now()), 60_000)
      assert.deepStrictEqual(read as unknown, {
        actor: `person:${who}`,
        type: "record_read",
        subject: id,
        details: {
          request_id: "request-7",
          version: answer.body.version as number,
          parts: "summary steps/1 steps/2 steps/3 steps/4 drafts/5"
        }
      })
    }
  })

  it("is also seen where the records are shown as they would be, and where a change is answered", async () => {
    const { added } = await readsBy("registrar-1", "POST", `/staff/enrollments/${id}/provision?dry_run=true`)
    assert.deepStrictEqual(added.map(({ details }) => details["parts"]), ["student association extension user"])
    for (
      const [method, path, body] of [
        ["DELETE", `${at}/steps/6/draft`],
        ["PUT", `${at}/steps/6/draft`, {}],
        ["PUT", `${at}/steps/1`, stepBodies[1]],
        ["POST", `/staff/enrollments/${id}/provision`]
      ] as const
    ) {
      assert.lengthOf((await readsBy("registrar-1", method, path, body)).added, 1, `${method} ${path}`)
    }
  })

  it("leaves nothing on record where it is not shown, or is the family's own", async () => {
    const cases: ReadonlyArray<readonly [Who, string, string]> = [
      ["ann", "GET", at],
      ["coach-1", "GET", at],
      ["operator", "GET", at],
      ["operator", "POST", `/staff/enrollments/${id}/provision?dry_run=true`],
      ["registrar-2", "GET", at],
      ["registrar-1", "GET", "/staff/enrollments"],
      ["registrar-1", "GET", `${at}/events`]
    ]
    for (const [who, method, path] of cases) assert.deepStrictEqual((await readsBy(who, method, path)).added, [], who)
  })

  it("is no part of the history that the family reads", async () => {
    await service.call("registrar-1", "GET", at)
    const { body } = await service.call("ann", "GET", `${at}/events`)
    const types = (body.events as ReadonlyArray<{ readonly type: string }>).map(({ type }) => type)
    assert.include(types, "student_record_created")
    assert.notInclude(types, "record_read")
  })

  it("is not shown when that cannot be written down", async () => {
    service.weather.failing = "Events.append"
    try {
      for (
        const [method, path] of [["GET", at], ["POST", `/staff/enrollments/${id}/provision?dry_run=true`]] as const
      ) {
        const { added, answer } = await readsBy("registrar-1", method, path)
        assert.strictEqual(answer.status, 503)
        assert.notInclude(JSON.stringify(answer.body), "Lovelace")
        assert.deepStrictEqual(added, [])
      }
      assert.strictEqual((await service.call("ann", "GET", at)).status, 200)
    } finally {
      service.weather.failing = undefined
    }
  })
})
