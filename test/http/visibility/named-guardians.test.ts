import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { makeService, type Service, walked } from "../harness.ts"
import type { Who } from "../people.ts"
import { visitor } from "../sign-in/signing-in.ts"

const minute = 60_000
let service: Service
let at: string
beforeEach(async () => {
  service = await makeService()
  at = await walked(service, 4)
})
afterEach(() => service.dispose())

const call: Service["call"] = (...asked) => service.call(...asked)
const name = (who: Who, email: string) => call(who, "POST", `${at}/guardians`, { email })
const remove = (who: Who, email: string) => call(who, "DELETE", `${at}/guardians`, { email })
const custody = (...blocked: ReadonlyArray<string>) =>
  call("registrar-1", "PUT", `/staff${at.slice("/admissions".length)}/custody`, { blocked })
const status = async (who: Who) => (await call(who, "GET", at)).status
const mailsTo = (address: string) => service.world.mailbox.filter(({ to }) => to === address)
const confirm = async (email: string) => {
  await service.drain()
  return visitor(service, email).verify(service.mailedToken(email))
}
const idOf = () => at.split("/").at(-1) ?? ""

describe("a named guardian", () => {
  it("is pending: nothing of them changes until they open the mailed link", async () => {
    const before = JSON.stringify([...service.world.people])
    for (const email of ["bob@example.test", "dora@example.test"]) {
      const { body } = await name("ann", email)
      assert.deepInclude(body.guardians, { email, state: "pending" })
    }
    assert.strictEqual(JSON.stringify([...service.world.people]), before)
    assert.strictEqual(await status("bob"), 404)
    assert.strictEqual((await confirm("bob@example.test")).status, 200)
    assert.strictEqual(await status("bob"), 200)
    assert.strictEqual((await confirm("dora@example.test")).status, 200)
    const { body } = await call("ann", "GET", at)
    assert.deepStrictEqual(
      body.guardians,
      ["bob", "dora"].map((who) => ({
        email: `${who}@example.test`,
        state: "confirmed"
      }))
    )
    const { body: { events } } = await call("ann", "GET", `${at}/events`)
    const told = events.map(({ actor, type }: { actor: string; type: string }) => `${actor} ${type}`)
    assert.includeMembers(told, ["person:ann guardian_added", "person:bob guardian_confirmed"])
  })

  it("may confirm later, by whatever link they ask for, and a request of theirs loses nothing", async () => {
    await name("ann", "dora@example.test")
    const dora = visitor(service, "dora@example.test")
    await dora.ask()
    await service.drain()
    service.time.advance(11 * minute)
    assert.strictEqual((await dora.verify(service.mailedToken("dora@example.test"))).status, 400)
    await dora.ask()
    const { body } = await confirm("dora@example.test")
    const theirs = dora.as(body.tokens)
    assert.strictEqual((await theirs("GET", at)).status, 200)
    const { body: { enrollments } } = await theirs("GET", "/admissions/enrollments")
    assert.deepStrictEqual(enrollments.map((each: { enrollment_id: string }) => each.enrollment_id), [idOf()])
  })

  it("who works here keeps their token and their list, and chooses at sign-in which one they see", async () => {
    const list = async () => (await call("coach-1", "GET", "/admissions/enrollments")).body.enrollments
    assert.lengthOf(await list(), 1)
    await walked(service, 0, "Zoe")
    await name("ann", "coach-1@example.test")
    assert.lengthOf(await list(), 2)
    const { body } = await confirm("coach-1@example.test")
    assert.strictEqual(body.user_role, "coach")
    assert.lengthOf(await list(), 2)
    const coach = visitor(service, "coach-1@example.test")
    for (const [user_role, length] of [["coach", 2], ["parent", 1]] as const) {
      const tokens = await coach.signedIn({ user_role })
      const seen = await coach.as(tokens)("GET", "/admissions/enrollments")
      assert.lengthOf(seen.body.enrollments, length, user_role)
    }
  })

  it("is taken off again by the family, confirmed or not, and has no right from then on", async () => {
    await name("ann", "bob@example.test")
    await confirm("bob@example.test")
    await name("ann", "dora@example.test")
    const { body } = await remove("ann", "Bob@example.test")
    assert.deepStrictEqual(body.guardians, [{ email: "dora@example.test", state: "pending" }])
    assert.strictEqual(await status("bob"), 404)
    assert.deepStrictEqual((await call("bob", "GET", "/admissions/enrollments")).body.enrollments, [])
    assert.deepStrictEqual((await remove("ann", "dora@example.test")).body.guardians, [])
    await service.drain()
    assert.isEmpty(mailsTo("dora@example.test"))
    const { body: { events } } = await call("ann", "GET", `${at}/events`)
    assert.lengthOf(events.filter(({ type }: { type: string }) => type === "guardian_removed"), 2)
    const again = await remove("ann", "bob@example.test")
    assert.deepStrictEqual([again.status, again.body.version], [200, (await call("ann", "GET", at)).body.version])
    assert.deepStrictEqual(
      [(await remove("coach-1", "bob@example.test")).status, (await remove("coach-2", "bob@example.test")).status],
      [403, 404]
    )
  })

  it("whose link is opened after they were taken off gets nothing by it", async () => {
    await name("ann", "dora@example.test")
    await name("ann", "bob@example.test")
    await service.drain()
    for (const email of ["dora@example.test", "bob@example.test"]) await remove("ann", email)
    assert.strictEqual((await confirm("dora@example.test")).status, 400)
    assert.strictEqual((await confirm("bob@example.test")).status, 200)
    assert.strictEqual(await status("bob"), 404)
  })
})

describe("a guardian whom custody blocks", () => {
  /** Returns what naming this address looks like from outside and from the store. */
  const traced = async (email: string) => {
    const before = (await call("ann", "GET", at)).body.version as number
    service.weather.calls.length = 0
    const { body, status } = await name("ann", email)
    const calls = service.weather.calls.splice(0)
    const { guardians, updated_at: _, version, ...rest } = body
    return { status, calls, rest, states: guardians.map(({ state }: { state: string }) => state), by: version - before }
  }

  it("is named like any other: the same answer, the same writes, no mail, no right", async () => {
    await custody("bob@example.test")
    const blocked = await traced("bob@example.test")
    await remove("ann", "bob@example.test")
    assert.deepStrictEqual(await traced("dora@example.test"), blocked)
    await remove("ann", "dora@example.test")
    await name("ann", "bob@example.test")
    await service.drain()
    assert.isEmpty(mailsTo("bob@example.test"))
    const bob = visitor(service, "bob@example.test")
    await bob.ask()
    await service.drain()
    const [mail] = mailsTo("bob@example.test")
    assert.lengthOf([...(mail === undefined ? "" : Redacted.value(mail.text)).matchAll(/#token=/g)], 1)
    await bob.verify(service.mailedToken("bob@example.test"))
    assert.strictEqual(await status("bob"), 404)
  })

  it("who has just asked for a link of their own gets it", async () => {
    await custody("bob@example.test")
    await visitor(service, "bob@example.test").ask()
    await name("ann", "bob@example.test")
    await service.drain()
    assert.lengthOf(mailsTo("bob@example.test"), 1)
  })

  it("is blocked after they were named, and in every spelling of their mailbox", async () => {
    const spellings = [
      ["BOB@example.test", "bob@example.test"],
      ["bob@example.test", "bob+school@example.test"],
      ["bob+school@example.test", "Bob@Example.test"],
      ["bob@münchen.example", "bob@xn--mnchen-3ya.example"],
      ["bob@xn--mnchen-3ya.example", "bob+x@MÜNCHEN.example"],
      ["zo\u00eb@example.test", "ZOE\u0308@example.test"]
    ] as const
    for (const [blocked, named] of spellings) {
      await custody()
      await name("ann", named)
      await custody(blocked)
      const mails = service.world.mailbox.length
      await service.drain()
      assert.lengthOf(service.world.mailbox, mails, named)
      await remove("ann", named)
    }
    await custody("bob@example.test")
    await name("ann", "bob.b@example.test")
    const mails = service.world.mailbox.length
    await service.drain()
    assert.lengthOf(service.world.mailbox, mails + 1)
  })
})
