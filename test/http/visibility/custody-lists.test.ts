import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"
import { people, type Who } from "../people.ts"

let service: Service
let at: string
beforeEach(async () => {
  service = await makeService()
  at = await walked(service, 4)
})
afterEach(() => service.dispose())

const idOf = (path = at) => path.split("/").at(-1) ?? ""
const custody = (...who: ReadonlyArray<Who>) =>
  service.call("admin", "PUT", `/staff/enrollments/${idOf()}/custody`, {
    blocked: who.map((each) => people[each].address)
  })

/** Returns the ids on all pages of this size, one page after the other, and everything that was answered on the way. */
const listed = async (who: Who, first: string) => {
  const ids: Array<string> = []
  let [path, text]: [string | undefined, string] = [first, ""]
  while (path !== undefined) {
    const { body, headers, status, text: answered } = await service.call(who, "GET", path)
    assert.strictEqual(status, 200)
    ids.push(...body.enrollments.map((each: { enrollment_id: string }) => each.enrollment_id))
    const cursor = /cursor=([^.&]+)/.exec(headers.get("link") ?? "")?.[1] ?? ""
    text += `${answered} ${atob(cursor.replaceAll("-", "+").replaceAll("_", "/"))}`
    path = /<(.+)>/.exec(headers.get("link") ?? "")?.[1]
  }
  return { ids, text }
}

const lists: ReadonlyArray<readonly [Who, string]> = [
  ["coach-1", "/admissions/enrollments"],
  ["registrar-1", "/admissions/enrollments"],
  ["registrar-1", "/staff/enrollments"],
  ["registrar-1", "/staff/enrollments?status=documents_pending"],
  ["admin-1", "/staff/enrollments"],
  ["operator", "/staff/enrollments"],
  ["operator", "/admissions/enrollments"],
  ["ann", "/admissions/enrollments"]
]

describe("a custody block in lists", () => {
  it.each(lists)("hides the child from %s in %s, page by page, and its id in no cursor", async (who, path) => {
    const others = [await walked(service, 4, "Zoe"), await walked(service, 4, "Amy")].map(idOf).toReversed()
    const question = path.includes("?") ? "&" : "?"
    assert.deepStrictEqual((await listed(who, path)).ids, [...others, idOf()])
    await custody(who)
    assert.strictEqual((await service.call(who, "GET", at)).status, 404)
    for (const limit of [1, 2, 3, 50]) {
      const { ids, text } = await listed(who, `${path}${question}limit=${limit}`)
      assert.deepStrictEqual(ids, others)
      assert.notInclude(text, idOf())
    }
    await custody("bob")
    assert.deepStrictEqual((await listed(who, path)).ids, [...others, idOf()])
  })

  it("hides the newest one too, and leaves no word of the block in the rows of others", async () => {
    const older = idOf()
    at = await walked(service, 4, "Zoe")
    await custody("registrar-1", "coach-1")
    for (const limit of [1, 2]) {
      assert.deepStrictEqual((await listed("registrar-1", `/staff/enrollments?limit=${limit}`)).ids, [older])
    }
    await custody("ann")
    const { ids: own, text: told } = await listed("ann", "/admissions/enrollments?limit=1")
    assert.deepStrictEqual(own, [older])
    assert.notInclude(told, idOf())
    await custody("registrar-1", "coach-1")
    for (const who of ["ann", "admin-1"] as const) {
      const { ids, text } = await listed(who, "/admissions/enrollments")
      assert.lengthOf(ids, 2)
      assert.notMatch(text, /block|coach-1@/)
    }
  })

  it("hides it where records are compared, and is counted where things are counted", async () => {
    for (const step of [5, 6] as const) await service.call("ann", "PUT", `${at}/steps/${step}`, stepBodies[step])
    await service.call("admin", "POST", `/staff/enrollments/${idOf()}/provision`)
    service.world.records.clear()
    const without = async (who: Who) =>
      (await service.call(who, "GET", "/staff/provisioning/without-records")).body.enrollments
        .map((each: { enrollment_id: string }) => each.enrollment_id)
    const compared = async (who: Who) => {
      const { body: { report } } = await service.call(who, "GET", "/staff/consistency")
      return [report.findings.map((each: { enrollment_id: string }) => each.enrollment_id), report.counts.missing]
    }
    await service.call("admin", "POST", "/staff/reconcile", { repair: false })
    await custody("registrar-1", "operator")
    for (const who of ["registrar-1", "operator"] as const) {
      assert.deepStrictEqual(await without(who), [], who)
      assert.deepStrictEqual(await compared(who), [[], 1], who)
      const { body: { counts } } = await service.call(who, "GET", "/staff/provisioning")
      assert.strictEqual(counts.applied, 1)
    }
    assert.deepStrictEqual([await without("admin-1"), await compared("admin-1")], [[idOf()], [[idOf()], 1]])
  })

  it("keeps nobody from making all due: that names nothing", async () => {
    await custody("operator")
    const { body } = await service.call("operator", "POST", "/staff/provisioning/retry", { state: "pending" })
    assert.deepStrictEqual(body, { retried: 1, more: false })
  })
})
