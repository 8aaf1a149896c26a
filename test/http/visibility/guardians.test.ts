import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"
import type { Who } from "../people.ts"
import { visitor } from "../sign-in/signing-in.ts"

let service: Service
let at: string
beforeEach(async () => {
  service = await makeService()
  at = await walked(service, 4)
})
afterEach(() => service.dispose())

const ids = async (who: Who): Promise<ReadonlyArray<string>> =>
  (await service.call(who, "GET", "/admissions/enrollments")).body.enrollments
    .map((each: { enrollment_id: string }) => each.enrollment_id)
const idOf = () => at.split("/").at(-1) ?? ""
const invite = (who: Who, email: string) => service.call(who, "POST", `${at}/guardians`, { email })
/** Whoever gets the mail at this address opens the newest link. */
const confirm = async (email = "bob@example.test") => {
  await service.drain()
  await visitor(service, email).verify(service.mailedToken(email))
}
const custody = (who: Who, ...blocked: ReadonlyArray<string>) =>
  service.call(who, "PUT", `/staff/enrollments/${idOf()}/custody`, { blocked })
const status = async (who: Who, path = at) => (await service.call(who, "GET", path)).status

describe("a further guardian", () => {
  it("has the family's rights and a sign-in of their own, which is mailed", async () => {
    assert.strictEqual(await status("bob"), 404)
    assert.strictEqual((await invite("ann", "Bob@example.test")).status, 200)
    await confirm()
    assert.strictEqual(service.world.mailbox.at(-1)?.to, "bob@example.test")
    const { body } = await service.call("bob", "GET", at)
    assert.include(JSON.stringify(body), "penicillin")
    assert.deepStrictEqual(await ids("bob"), [idOf()])
    assert.strictEqual((await service.call("bob", "PUT", `${at}/steps/5/draft`, {})).status, 200)
    const { body: { events } } = await service.call("ann", "GET", `${at}/events`)
    assert.deepInclude(events.find((each: { type: string }) => each.type === "guardian_added"), { actor: "person:ann" })
    assert.notInclude(JSON.stringify(events), "@")
  })

  it("is added by the family and staff, by nobody else, and once", async () => {
    for (const who of ["ann", "registrar-1", "admin-1", "admin"] as const) {
      assert.strictEqual((await invite(who, "bob@example.test")).status, 200, who)
    }
    for (const who of ["coach-1", "operator"] as const) {
      assert.strictEqual((await invite(who, "eve@example.test")).status, 403, who)
    }
    for (const who of ["registrar-2", "coach-2"] as const) {
      assert.strictEqual((await invite(who, "eve@example.test")).status, 404, who)
    }
    await confirm()
    const { body } = await service.call("registrar-1", "GET", `/staff/enrollments/${idOf()}/custody`)
    assert.deepStrictEqual(body, { parent_email: "ann@example.test", guardians: ["bob@example.test"], blocked: [] })
    const more = ["c", "d", "e"].map((name) => `${name}@example.test`)
    const answers = []
    for (const email of more) answers.push((await invite("ann", email)).status)
    assert.deepStrictEqual(answers, [200, 200, 409])
  })

  it("finds the enrollment among their own, whatever the size of a page", async () => {
    await walked(service, 0, "Zoe")
    for (const path of await ids("ann")) {
      await service.call("ann", "POST", `/admissions/enrollments/${path}/guardians`, { email: "bob@example.test" })
    }
    await confirm()
    const pages: Array<string> = []
    let path: string | undefined = "/admissions/enrollments?limit=1"
    while (path !== undefined) {
      const { body, headers } = await service.call("bob", "GET", path)
      pages.push(...body.enrollments.map((each: { enrollment_id: string }) => each.enrollment_id))
      path = /<(.+)>/.exec(headers.get("link") ?? "")?.[1]
    }
    assert.deepStrictEqual(pages, [...await ids("ann")])
    assert.lengthOf(pages, 2)
  })
})

describe("a custody block", () => {
  it("makes the enrollment unknown to a guardian at once, until it is lifted", async () => {
    await invite("ann", "bob@example.test")
    await confirm()
    assert.strictEqual(await status("bob"), 200)
    assert.strictEqual((await custody("registrar-1", "bob@example.test")).status, 200)
    for (const path of [at, `${at}/events`]) assert.strictEqual(await status("bob", path), 404)
    assert.strictEqual((await service.call("bob", "PUT", `${at}/steps/1/draft`, {})).status, 404)
    assert.strictEqual((await service.call("bob", "POST", `${at}/withdraw`, { reason: "mine" })).status, 404)
    assert.deepStrictEqual(await ids("bob"), [])
    assert.strictEqual(await status("ann"), 200)
    assert.strictEqual((await invite("ann", "bob@example.test")).status, 200)
    await custody("registrar-1")
    assert.strictEqual(await status("bob"), 200)
  })

  it("holds for the invited parent too: neither list, nor link of the invitation, nor begin opens it", async () => {
    const token = service.mailedToken()
    await custody("admin-1", "ann@example.test")
    assert.strictEqual(await status("ann"), 404)
    assert.deepStrictEqual(await ids("ann"), [])
    const begun = { invitation_token: token, parent_email: "ann@example.test" }
    assert.strictEqual((await service.call("ann", "POST", "/admissions/enrollments", begun)).status, 404)
  })

  it("holds in whatever role, and after a change of the address", async () => {
    await invite("ann", "robert@example.test")
    await confirm("robert@example.test")
    await custody("registrar-1", "coach-1@example.test", "bob@example.test")
    assert.strictEqual(await status("coach-1"), 404)
    await service.call("admin", "POST", "/staff/people/bob/addresses", { email: "robert@example.test" })
    await confirm("robert@example.test")
    const bob = service.world.people.get("bob")
    assert.strictEqual(bob?.address, "robert@example.test")
    await service.renewTokens()
    assert.strictEqual(await status("bob"), 404)
  })

  it("is for staff to set and to see", async () => {
    for (const who of ["ann", "coach-1", "operator"] as const) {
      assert.strictEqual((await custody(who, "bob@example.test")).status, 403, who)
      assert.strictEqual(await status(who, `/staff/enrollments/${idOf()}/custody`), 403, who)
    }
    for (const who of ["bob", "registrar-2"] as const) assert.strictEqual((await custody(who)).status, 404, who)
    await custody("registrar-1", "eve@example.test")
    assert.notInclude((await service.call("ann", "GET", at)).text, "eve@")
    assert.strictEqual((await custody("registrar-1", "no address")).status, 422)
    const { body: { events } } = await service.call("registrar-1", "GET", `${at}/events`)
    const changed = events.find((each: { type: string }) => each.type === "custody_changed")
    assert.deepInclude(changed, { actor: "person:registrar-1" })
    assert.notInclude(JSON.stringify(events), "@")
  })
})
