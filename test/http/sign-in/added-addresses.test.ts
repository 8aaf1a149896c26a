import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { makeService, type Service, walked } from "../harness.ts"
import type { Who } from "../people.ts"
import { visitor } from "./signing-in.ts"

const day = 86_400_000
const family = "family@example.test"
let service: Service
beforeEach(async () => {
  service = await makeService()
})
afterEach(() => service.dispose())

const call: Service["call"] = (...asked) => service.call(...asked)
const move = (who: Who, id: string, email: string) => call(who, "POST", `/staff/people/${id}/addresses`, { email })
const drop = (who: Who, id: string, email: string) => call(who, "DELETE", `/staff/people/${id}/addresses`, { email })
const personOf = (id: string) => service.world.people.get(id)
const entriesOf = (address: string) => [...service.world.people.values()].filter((each) => each.address === address)
const mailsTo = (address: string) => service.world.mailbox.filter(({ to }) => to === address)
/** Returns the tokens in the links of the newest mail, in their order there. */
const linksTo = (address: string) => {
  const text = mailsTo(address).at(-1)?.text
  return [...(text === undefined ? "" : Redacted.value(text)).matchAll(/#token=([\w.-]+)/g)].map(([, token = ""]) =>
    token
  )
}
const mallory = async () => {
  const added = await call("admin-1", "POST", "/staff/people", {
    email: "mallory@example.test",
    role: "coach",
    school_id: 1
  })
  return added.body.person.person_id as string
}

describe("an added address", () => {
  it("is nobody's until its owner has opened the mailed link, whoever invites them meanwhile", async () => {
    const id = await mallory()
    const asked = await move("admin-1", id, family)
    assert.deepStrictEqual([asked.status, asked.body.person.email], [200, "mallory@example.test"])
    assert.deepStrictEqual(asked.body.person.addresses, [
      { email: "mallory@example.test", state: "present" },
      { email: family, state: "pending" }
    ])
    await service.drain()
    assert.lengthOf(mailsTo(family), 1)
    assert.deepStrictEqual(entriesOf(family), [])
    await call("coach-2", "POST", "/parent-invitations", { parent_email: family, student_first_name: "Zoe" })
    await service.drain()
    const invitation_token = service.mailedToken(family)
    const parent = visitor(service, family)
    const tokens = await parent.signedIn()
    const begun = await parent.as(tokens)("POST", "/admissions/enrollments", { invitation_token, parent_email: family })
    assert.strictEqual(begun.status, 201)
    const spy = visitor(service, "mallory@example.test")
    const path = begun.headers.get("location") ?? ""
    assert.strictEqual((await spy.as(await spy.signedIn())("GET", path)).status, 404)
    assert.strictEqual(personOf(id)?.address, "mallory@example.test")
  })

  it("is refused where a school that the admin does not manage has invited it, also before that was noted by school", async () => {
    const id = await mallory()
    await call("coach-2", "POST", "/parent-invitations", { parent_email: family })
    await service.drain()
    const refused = await move("admin-1", id, family)
    assert.deepStrictEqual([refused.status, refused.body.type], [409, "/problems/address-taken"])
    const noted = [...service.world.invited]
    for (const [row, until] of noted) {
      service.world.invited.delete(row)
      service.world.invited.set(row.split("#")[0] ?? "", until)
    }
    assert.strictEqual((await move("admin-1", id, family)).status, 409)
    assert.strictEqual((await move("admin", id, family)).status, 200)
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "here@example.test" })
    await service.drain()
    assert.strictEqual((await move("admin-1", id, "here@example.test")).status, 200)
  })

  it("becomes the person's when its owner follows the link that says so, and only then", async () => {
    const at = await walked(service, 1)
    await move("admin-1", "ann", "ann.new@example.test")
    assert.strictEqual((await call("ann", "GET", at)).status, 200)
    await service.drain()
    const owner = visitor(service, "ann.new@example.test")
    assert.lengthOf(linksTo("ann.new@example.test"), 1)
    const { body, status } = await owner.verify(service.mailedToken("ann.new@example.test"))
    assert.deepStrictEqual([status, body.user.profile_id], [200, "ann"])
    assert.deepInclude(personOf("ann"), { address: "ann.new@example.test", former_addresses: ["ann@example.test"] })
    assert.strictEqual((await call("ann", "GET", at)).status, 401)
    const all = [
      ...service.world.events.get("person:ann")?.values() ?? [],
      ...Object.values(personOf("ann")?.events ?? {})
    ]
    assert.deepStrictEqual(all.map(({ actor, type }) => [actor, type]), [
      ["person:admin-1", "person_address_asked"],
      ["person:ann", "person_address_changed"]
    ])
    assert.notInclude(JSON.stringify(all), "@")
  })

  it("leaves its owner a way to sign in without confirming, and is asked about again each time", async () => {
    await move("admin", "ann", "bob@example.test")
    await service.drain()
    const bob = visitor(service, "bob@example.test")
    const [confirming, plain] = linksTo("bob@example.test")
    assert.notStrictEqual(confirming, plain)
    assert.strictEqual((await bob.verify(plain ?? "")).body.user.profile_id, "bob")
    assert.strictEqual((await bob.verify(confirming ?? "")).status, 400)
    assert.strictEqual(personOf("ann")?.address, "ann@example.test")
    await bob.ask()
    await service.drain()
    assert.lengthOf(linksTo("bob@example.test"), 2)
    assert.strictEqual((await bob.verify(`${linksTo("bob@example.test")[1]}.else`)).status, 400)
    assert.strictEqual((await bob.verify(linksTo("bob@example.test")[0] ?? "")).body.user.profile_id, "ann")
    assert.deepInclude(personOf("bob"), { merged_into: "ann", grants: [] })
  })

  it("can be confirmed for 14 days, is taken back by who asked, and gives way to another one", async () => {
    await move("admin", "ann", "ann.new@example.test")
    assert.strictEqual((await drop("admin", "ann", "ann.new@example.test")).status, 200)
    await service.drain()
    assert.isEmpty(mailsTo("ann.new@example.test"))
    await move("admin", "ann", "ann.new@example.test")
    await move("admin", "ann", "ann.other@example.test")
    await service.drain()
    assert.isEmpty(mailsTo("ann.new@example.test"))
    assert.lengthOf(mailsTo("ann.other@example.test"), 1)
    service.time.advance(13 * day)
    const owner = visitor(service, "ann.other@example.test")
    await owner.ask()
    await service.drain()
    assert.lengthOf(mailsTo("ann.other@example.test"), 2)
    service.time.advance(day)
    await owner.ask()
    await service.drain()
    assert.lengthOf(mailsTo("ann.other@example.test"), 2)
    assert.strictEqual(personOf("ann")?.address, "ann@example.test")
  })

  it("is not confirmed with more power than was there to ask for it", async () => {
    await call("admin-1", "POST", "/staff/people", { email: "kim@example.test", role: "coach", school_id: 1 })
    const [kim] = entriesOf("kim@example.test")
    await move("admin-1", kim?.id ?? "", "kim.new@example.test")
    await call("admin", "POST", `/staff/people/${kim?.id}/grants`, { role: "registrar", school_id: 2 })
    await service.drain()
    assert.isEmpty(mailsTo("kim.new@example.test"))
    await walked(service, 1)
    await move("admin-1", "ann", "ann.new@example.test")
    await service.drain()
    const link = service.mailedToken("ann.new@example.test")
    await call("coach-2", "POST", "/parent-invitations", { parent_email: "ann.new@example.test" })
    await service.drain()
    assert.strictEqual((await visitor(service, "ann.new@example.test").verify(link)).status, 200)
    assert.strictEqual(personOf("ann")?.address, "ann@example.test")
  })

  it("survives a store that is away while it is confirmed: the link works again, and ends what was begun", async () => {
    await walked(service, 1)
    await move("admin", "bob", "ann@example.test")
    await service.drain()
    const owner = visitor(service, "ann@example.test")
    for (const failing of ["People.replace", "People.confirmed", "Sessions.create", "SignInLinks.redeem"]) {
      service.weather.failing = failing
      assert.strictEqual((await owner.verify(service.mailedToken())).status, 503, failing)
    }
    service.weather.failing = undefined
    assert.strictEqual((await owner.verify(service.mailedToken())).body.user.profile_id, "bob")
    assert.deepInclude(personOf("ann"), { merged_into: "bob" })
  })

  it("is not lost by a crash after the entry that it came from was closed", async () => {
    await move("admin", "bob", "ann@example.test")
    await service.drain()
    const ann = personOf("ann")
    if (ann === undefined) throw new Error("nobody")
    const guardian_of = ["TSA-ENROLL-20241208-ABC12345"]
    service.world.people.set("ann", { ...ann, guardian_of, grants: [], merged_into: "bob" })
    const { body } = await visitor(service, "ann@example.test").verify(service.mailedToken())
    assert.strictEqual(body.user.profile_id, "bob")
    assert.deepInclude(personOf("bob"), { address: "ann@example.test", guardian_of })
  })
})
