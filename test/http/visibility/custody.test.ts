import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"
import { people, type Who } from "../people.ts"

let service: Service
let at: string
let path: string
beforeEach(async () => {
  service = await makeService()
  at = await walked(service, 4)
  path = `/staff/enrollments/${idOf()}/custody`
})
afterEach(() => service.dispose())

const idOf = () => at.split("/").at(-1) ?? ""
const addresses = (...who: ReadonlyArray<Who>) => who.map((each) => people[each].address)
const set = (who: Who, ...blocked: ReadonlyArray<Who>) =>
  service.call(who, "PUT", path, { blocked: addresses(...blocked) })
const read = (who: Who) => service.call(who, "GET", path)
const reads = () =>
  [...service.world.events.get(idOf())?.values() ?? []]
    .filter(({ type }) => type === "record_read")
    .map(({ actor, details }) => [actor, details["parts"]])

describe("custody that names all staff", () => {
  it("is still read and lifted by an admin, who sees nothing else of the child till then", async () => {
    assert.strictEqual((await set("admin-1", "registrar-1", "admin-1", "admin", "coach-1")).status, 200)
    for (const who of ["admin-1", "admin"] as const) {
      for (const hidden of [at, `${at}/events`]) {
        assert.strictEqual((await service.call(who, "GET", hidden)).status, 404, `${who} ${hidden}`)
      }
      const { body } = await service.call(who, "GET", "/staff/enrollments")
      assert.deepStrictEqual(body.enrollments, [])
      assert.strictEqual((await service.call(who, "PUT", `${at}/steps/1/draft`, {})).status, 404)
      const { body: custody, status } = await read(who)
      assert.strictEqual(status, 200)
      assert.sameMembers(custody.blocked, addresses("registrar-1", "admin-1", "admin", "coach-1"))
    }
    assert.strictEqual((await set("admin-1")).status, 200)
    assert.strictEqual((await service.call("registrar-1", "GET", at)).status, 200)
  })

  it("hides itself from all others who are blocked, and from other schools' admins", async () => {
    await set("admin-1", "registrar-1", "ann", "operator")
    for (const who of ["registrar-1", "ann", "operator"] as const) {
      assert.strictEqual((await read(who)).status, 404, who)
      assert.strictEqual((await set(who)).status, 404, who)
    }
    const admin = service.world.people.get("admin-1")
    if (admin === undefined) throw new Error("no admin")
    service.world.people.set("admin-1", { ...admin, grants: [{ role: "admin", school_id: 2 }], epoch: 2 })
    await service.renewTokens()
    assert.strictEqual((await read("admin-1")).status, 404)
  })
})

describe("a registrar", () => {
  it("cannot keep an enrollment from themselves: an admin may", async () => {
    const refused = await set("registrar-1", "bob", "registrar-1")
    assert.strictEqual(refused.status, 422)
    assert.deepStrictEqual([refused.body.type, refused.body.errors[0].pointer], [
      "/problems/custody-of-self",
      "/blocked"
    ])
    assert.deepStrictEqual((await read("registrar-1")).body.blocked, [])
    assert.strictEqual((await set("registrar-1", "bob")).status, 200)
    assert.strictEqual((await set("admin-1", "admin-1", "registrar-1")).status, 200)
  })
})

describe("what custody is", () => {
  it("is read and set on record: who, and that it was custody", async () => {
    await set("admin-1", "admin-1")
    const { events } = (await service.call("admin", "GET", `${at}/events`)).body
    const changed = events.find((each: { type: string }) => each.type === "custody_changed")
    assert.deepInclude(changed, { actor: "person:admin-1" })
    await read("admin-1")
    await read("admin")
    assert.deepStrictEqual(reads(), [
      ["person:admin-1", "custody"],
      ["person:admin-1", "custody"],
      ["person:admin", "custody"]
    ])
    assert.notInclude(JSON.stringify([...service.world.events.values()].map((each) => [...each.values()])), "@")
  })

  it("is not shown when that cannot be written down", async () => {
    service.weather.failing = "Events.append"
    const { status, text } = await read("registrar-1")
    service.weather.failing = undefined
    assert.strictEqual(status, 503)
    assert.notInclude(text, "@")
  })
})
