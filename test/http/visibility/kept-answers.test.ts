import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import type { Grant } from "../../../src/domain/people/principal.ts"
import { begun, makeService, type Service, walked } from "../harness.ts"
import { people, type Who } from "../people.ts"

let service: Service
beforeEach(async () => {
  service = await makeService()
})
afterEach(() => service.dispose())

const key = { "idempotency-key": "0b7c-1" }
const beginning = "/admissions/enrollments"
const invited = (child = "Ada", school_id = 1) => ({
  parent_email: "ann@example.test",
  student_first_name: child,
  school_id
})
const idOf = (at: string) => at.split("/").at(-1) ?? ""
const custody = (at: string, ...blocked: ReadonlyArray<string>) =>
  service.call("admin", "PUT", `/staff/enrollments/${idOf(at)}/custody`, { blocked })

/** Makes these the only grants that the person holds from now on. */
const holding = async (who: Who, ...grants: ReadonlyArray<Grant>) => {
  const person = service.world.people.get(who)
  if (person === undefined) throw new Error("nobody")
  service.world.people.set(who, { ...person, grants, epoch: person.epoch + 1 })
  await service.renewTokens()
}

/** Begins Ann's enrollment, which has four steps, once more under a key: the answer holds all of the child's data. */
const begunAgain = async (who: Who, body: object) => {
  const answer = await service.call(who, "POST", beginning, body, key)
  assert.include(answer.text, "penicillin")
  return answer
}

describe("a kept answer that shows a child", () => {
  it("is answered as a read would be while custody keeps its caller from the child, and comes again after", async () => {
    const at = await walked(service, 4)
    const body = { invitation_token: service.mailedToken(), parent_email: "ann@example.test" }
    const first = await begunAgain("ann", body)
    await custody(at, "ann@example.test")
    const refused = await service.call("ann", "POST", beginning, body, key)
    const read = await service.call("ann", "GET", at)
    assert.deepStrictEqual([refused.status, refused.body.type], [read.status, read.body.type])
    assert.strictEqual(refused.status, 404)
    assert.notInclude(refused.text, "Lovelace")
    await custody(at)
    assert.strictEqual((await service.call("ann", "POST", beginning, body, key)).text, first.text)
  })

  it("is not given to staff who are blocked, or whose right at this school was taken though they hold it at another", async () => {
    const at = await walked(service, 4)
    await holding("registrar-1", { role: "registrar", school_id: 1 }, { role: "registrar", school_id: 2 })
    const body = { invitation_id: idOf(at).replace("ENROLL", "INV") }
    const first = await begunAgain("registrar-1", body)
    const again = () => service.call("registrar-1", "POST", beginning, body, key)
    await custody(at, "registrar-1@example.test")
    assert.strictEqual((await again()).status, 404)
    await custody(at)
    assert.strictEqual((await again()).text, first.text)
    await holding("registrar-1", { role: "registrar", school_id: 2 })
    const refused = await again()
    assert.strictEqual(refused.status, 404)
    assert.notInclude(refused.text, "Lovelace")
  })

  it("is not given to who sees less of the child today", async () => {
    const at = await walked(service, 4)
    await holding("registrar-1", { role: "registrar", school_id: 1 }, { role: "registrar", school_id: 2 })
    const body = { invitation_id: idOf(at).replace("ENROLL", "INV") }
    await begunAgain("registrar-1", body)
    await holding("registrar-1", { role: "coach", school_id: 1 }, { role: "registrar", school_id: 2 })
    assert.strictEqual((await service.call("registrar-1", "GET", at)).status, 200)
    const refused = await service.call("registrar-1", "POST", beginning, body, key)
    assert.strictEqual(refused.status, 403)
    assert.notInclude(refused.text, "penicillin")
  })

  it("is put on record each time that staff are given it, or is not given", async () => {
    const at = await walked(service, 4)
    const body = { invitation_id: idOf(at).replace("ENROLL", "INV") }
    const first = await begunAgain("registrar-1", body)
    const reads = () =>
      [...service.world.events.get(idOf(at))?.values() ?? []].filter(({ type }) => type === "record_read")
    assert.lengthOf(reads(), 1)
    assert.strictEqual((await service.call("registrar-1", "POST", beginning, body, key)).text, first.text)
    assert.deepStrictEqual(
      reads().map(({ actor, details }) => [actor, details["parts"]]),
      Array.from({ length: 2 }, () => ["person:registrar-1", "summary steps/1 steps/2 steps/3 steps/4"])
    )
    service.weather.failing = "Events.append"
    const refused = await service.call("registrar-1", "POST", beginning, body, key)
    service.weather.failing = undefined
    assert.strictEqual(refused.status, 503)
    assert.notInclude(refused.text, "Lovelace")
  })
})

describe("a kept answer about another thing", () => {
  it("of an invitation is given while its coach may read it", async () => {
    const ask = () => service.call("coach-both", "POST", "/parent-invitations", invited(), key)
    const first = await ask()
    assert.strictEqual((await ask()).text, first.text)
    await holding("coach-both", { role: "coach", school_id: 2 })
    const refused = await ask()
    assert.deepStrictEqual([refused.status, refused.body.type], [404, "/problems/invitation-not-found"])
    await holding("coach-both", ...people["coach-both"].grants)
    assert.strictEqual((await ask()).text, first.text)
  })

  it("of a person is given while all that it tells of them may be read", async () => {
    await holding("admin-1", { role: "admin", school_id: 1 }, { role: "admin", school_id: 2 })
    const enter = (school_id: number, headers = {}) =>
      service.call("admin-1", "POST", "/staff/people", { email: "kim@example.test", role: "coach", school_id }, headers)
    await enter(1)
    const first = await enter(2, key)
    assert.strictEqual((await enter(2, key)).text, first.text)
    await holding("admin-1", { role: "admin", school_id: 1 })
    const refused = await enter(2, key)
    assert.deepStrictEqual([refused.status, refused.body.type], [403, "/problems/not-permitted"])
    assert.notInclude(refused.text, "kim@")
    await holding("admin-1", { role: "admin", school_id: 7 })
    assert.strictEqual((await enter(2, key)).status, 404)
  })

  it("is a refusal, which tells of nobody: it comes again", async () => {
    await begun(service)
    const ask = () => service.call("coach-1", "POST", "/parent-invitations", invited(), key)
    const first = await ask()
    assert.strictEqual(first.status, 409)
    assert.strictEqual((await ask()).text.replace(/urn:request:[^"]+/, ""), first.text.replace(/urn:request:[^"]+/, ""))
  })
})
