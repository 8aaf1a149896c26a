import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"
import type { Who } from "../people.ts"

let service: Service
let at: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 4)
  await service.call("ann", "PUT", `${at}/steps/5/draft`, { additional_documents: ["report"] })
})
afterAll(() => service.dispose())

const medical = ["penicillin", "no nuts", "large print", "speech"]

describe("who sees what", () => {
  const visible: Record<Who, 200 | 404> = {
    ann: 200,
    bob: 404,
    "coach-1": 200,
    "coach-2": 404,
    "coach-both": 200,
    "registrar-1": 200,
    "registrar-2": 404,
    admin: 200,
    "admin-1": 200,
    operator: 200
  }
  for (const [who, status] of Object.entries(visible) as ReadonlyArray<[Who, number]>) {
    it(`${who} gets ${status}`, async () => {
      assert.strictEqual((await service.call(who, "GET", at)).status, status)
    })
  }

  it("the family and staff see all; coaches nothing medical and no drafts; operators ids and states", async () => {
    const seen = async (who: Who) => JSON.stringify((await service.call(who, "GET", at)).body)
    for (const who of ["ann", "registrar-1", "admin", "admin-1"] as const) {
      const text = await seen(who)
      for (const word of [...medical, "report", "Lovelace"]) assert.include(text, word, who)
    }
    const coach = await seen("coach-1")
    for (const word of [...medical, "report"]) assert.notInclude(coach, word)
    assert.include(coach, "Lovelace")
    const operator = await seen("operator")
    for (const word of [...medical, "report", "Lovelace", "Ada", "@example.test", "2016-03-01"]) {
      assert.notInclude(operator, word)
    }
    assert.include(operator, "TSA-STU-")
  })

  it("lists show each caller only what is theirs", async () => {
    const ids = async (who: Who, path: string) =>
      (await service.call(who, "GET", path)).body.enrollments?.map((each: { enrollment_id: string }) =>
        each.enrollment_id
      )
    const mine = [at.split("/").at(-1)]
    assert.deepStrictEqual(await ids("ann", "/admissions/enrollments"), mine)
    assert.deepStrictEqual(await ids("bob", "/admissions/enrollments"), [])
    assert.deepStrictEqual(await ids("coach-1", "/admissions/enrollments"), mine)
    assert.deepStrictEqual(await ids("registrar-1", "/staff/enrollments?provisioning=pending"), mine)
    assert.deepStrictEqual(await ids("registrar-1", "/staff/enrollments?provisioning=applied"), [])
    assert.deepStrictEqual(await ids("registrar-1", `/staff/enrollments?id_prefix=${mine[0]}`), mine)
    assert.deepStrictEqual(await ids("registrar-2", "/staff/enrollments"), [])
    assert.strictEqual((await service.call("registrar-2", "GET", "/staff/enrollments?school_id=1")).status, 403)
    assert.strictEqual((await service.call("coach-1", "GET", "/staff/enrollments")).status, 403)
    assert.strictEqual((await service.call("ann", "GET", "/staff/enrollments")).status, 403)
    assert.notInclude(JSON.stringify((await service.call("operator", "GET", "/staff/enrollments")).body), "Lovelace")
    assert.notInclude(
      JSON.stringify((await service.call("operator", "GET", "/admissions/enrollments")).body),
      "Lovelace"
    )
  })

  it("each action is for those whose it is", async () => {
    const id = at.split("/").at(-1) ?? ""
    const rows: ReadonlyArray<readonly [method: string, path: string, body: unknown, allowed: ReadonlyArray<Who>]> = [
      ["GET", `${at}/events`, undefined, ["ann", "coach-1", "coach-both", "registrar-1", "admin", "admin-1"]],
      ["POST", `/staff/enrollments/${id}/provision?dry_run=true`, undefined, [
        "registrar-1",
        "admin",
        "admin-1",
        "operator"
      ]],
      ["GET", "/staff/provisioning", undefined, ["registrar-1", "registrar-2", "admin", "admin-1", "operator"]],
      ["GET", "/staff/schools", undefined, ["registrar-1", "registrar-2", "admin", "admin-1", "operator"]],
      ["PUT", `${at}/steps/1/draft`, {}, ["ann", "registrar-1", "admin", "admin-1"]],
      ["DELETE", `${at}/steps/1/draft`, undefined, ["ann", "registrar-1", "admin", "admin-1"]]
    ]
    for (const [method, path, body, allowed] of rows) {
      for (const [who, seen] of Object.entries(visible) as ReadonlyArray<[Who, number]>) {
        const { status } = await service.call(who, method, path, body)
        const refusal = path.includes(id) && seen === 404 ? 404 : 403
        assert.strictEqual(status, allowed.includes(who) ? 200 : refusal, `${who} ${method} ${path}`)
      }
    }
    assert.strictEqual(
      (await service.call("registrar-1", "POST", "/staff/schools", {
        school_id: 9,
        name_of_institution: "N",
        time_zone: "UTC"
      })).status,
      403
    )
    assert.strictEqual(
      (await service.call("admin", "POST", "/staff/schools", {
        school_id: 9,
        name_of_institution: "N",
        time_zone: "UTC"
      })).status,
      201
    )
    assert.strictEqual(
      (await service.call("admin", "POST", "/staff/schools", {
        school_id: 9,
        name_of_institution: "N",
        time_zone: "Mars"
      })).status,
      422
    )
  })

  it("a token of an older epoch is void, and a revoked person is nobody", async () => {
    const other = await makeService()
    const { call, world } = other
    const coach = world.people.get("coach-1")
    if (coach !== undefined) world.people.set("coach-1", { ...coach, epoch: 2 })
    assert.strictEqual((await call("coach-1", "GET", "/parent-invitations")).status, 401)
    world.people.delete("coach-2")
    assert.strictEqual((await call("coach-2", "GET", "/parent-invitations")).status, 401)
    await other.dispose()
  })
})
