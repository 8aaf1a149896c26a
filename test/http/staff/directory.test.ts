import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"
import { people, type Who } from "../people.ts"
import { visitor } from "../sign-in/signing-in.ts"

let service: Service
beforeEach(async () => {
  service = await makeService()
})
afterEach(() => service.dispose())

const everybody = Object.keys(people) as ReadonlyArray<Who>
const call: Service["call"] = (...asked) => service.call(...asked)
const kim = { email: "Kim@example.test", name: "Kim", role: "coach", school_id: 1 }
const personOf = (id: string) => {
  const person = service.world.people.get(id)
  if (person === undefined) throw new Error("nobody")
  return person
}
const add = async (body: object = kim, who: Who = "admin"): Promise<string> =>
  (await call(who, "POST", "/staff/people", body)).body.person.person_id
const grant = (who: Who, id: string, role: string, school_id: number | "*") =>
  call(who, "POST", `/staff/people/${id}/grants`, { role, school_id })
const revoke = (who: Who, id: string, role: string, school_id: number | "*") =>
  call(who, "DELETE", `/staff/people/${id}/grants?role=${role}&school_id=${school_id}`)
const ask = (who: Who, id: string, email: string) => call(who, "POST", `/staff/people/${id}/addresses`, { email })
/** Whoever gets the mail at this address opens the newest link, which confirms that the address is this person's. */
const move = async (who: Who, id: string, email: string) => {
  const asked = await ask(who, id, email)
  await service.drain()
  const { status } = await visitor(service, email).verify(service.mailedToken(email))
  if (status !== 200) throw new Error(`the link was answered ${status}`)
  return asked
}

describe("the directory", () => {
  it("is for admins", async () => {
    for (const who of everybody) {
      const isAdmin = who === "admin" || who === "admin-1"
      const expected = (allowed: number, refused: number) => isAdmin ? allowed : refused
      assert.strictEqual((await call(who, "GET", "/staff/people")).status, expected(200, 403), who)
      const added = await call(who, "POST", "/staff/people", { ...kim, email: `${who}-kim@example.test` })
      assert.strictEqual(added.status, expected(201, 403), who)
      assert.strictEqual((await call(who, "GET", "/staff/people/coach-1")).status, expected(200, 404), who)
      assert.strictEqual((await grant(who, "coach-1", "coach", 1)).status, expected(200, 404), who)
      assert.strictEqual((await revoke(who, "coach-1", "operator", 1)).status, expected(200, 404), who)
      assert.strictEqual((await ask(who, "coach-1", "coach-1@example.test")).status, expected(200, 404), who)
    }
  })

  it("enters a person once, and gives the next grant to who is there", async () => {
    const first = await call("admin", "POST", "/staff/people", kim)
    assert.strictEqual(first.status, 201)
    const { person } = first.body
    assert.deepInclude(person, { email: "kim@example.test", name: "Kim", grants: [{ role: "coach", school_id: 1 }] })
    const second = await call("admin", "POST", "/staff/people", { ...kim, role: "registrar", school_id: 2 })
    assert.deepStrictEqual([second.status, second.body.person.person_id], [200, person.person_id])
    assert.lengthOf(second.body.person.grants, 2)
    const { body } = await call("admin", "POST", "/staff/people", { email: "x", role: "king", school_id: "all" })
    assert.sameMembers(body.errors.map((each: { pointer: string }) => each.pointer), ["/email", "/role", "/school_id"])
  })

  it("shows an admin of one school its people and their grants there", async () => {
    const list = async (who: Who, query = "") =>
      (await call(who, "GET", `/staff/people${query}`)).body.people?.map((each: { person_id: string }) =>
        each.person_id
      )
    const ones = ["admin", "admin-1", "coach-1", "coach-both", "operator", "registrar-1"]
    assert.deepStrictEqual(await list("admin-1"), ones)
    assert.deepStrictEqual(await list("admin", "?school_id=1"), ones)
    assert.deepStrictEqual(await list("admin"), [...ones, "coach-2", "registrar-2"].toSorted())
    assert.strictEqual((await call("admin-1", "GET", "/staff/people?school_id=2")).status, 403)
    const { body } = await call("admin-1", "GET", "/staff/people/coach-both")
    assert.deepStrictEqual(body.person.grants, [{ role: "coach", school_id: 1 }])
    for (const id of ["coach-2", "ann", "nobody"]) {
      assert.strictEqual((await call("admin-1", "GET", `/staff/people/${id}`)).status, 404, id)
    }
    await walked(service, 0)
    assert.strictEqual((await call("admin-1", "GET", "/staff/people/ann")).status, 200)
  })

  it("tells who has not signed in for so many days", async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    for (const id of everybody) service.world.people.set(id, { ...personOf(id), signed_in_at: daysAgo(1) })
    service.world.people.set("coach-2", { ...personOf("coach-2"), signed_in_at: daysAgo(91) })
    const { signed_in_at: _, ...never } = personOf("operator")
    service.world.people.set("operator", never)
    const { body } = await call("admin", "GET", "/staff/people?unseen_days=90")
    assert.deepStrictEqual(
      body.people.map((each: { person_id: string; signed_in_at: string | null }) => each.person_id),
      ["coach-2", "operator"]
    )
    const email = people["coach-2"].address
    await call(undefined, "POST", "/auth/magic-link", { email })
    await service.drain()
    const token = service.mailedToken(email)
    assert.strictEqual((await call(undefined, "POST", "/auth/verify", { token, email })).status, 200)
    const left = await call("admin", "GET", "/staff/people?unseen_days=90")
    assert.deepStrictEqual(left.body.people.map((each: { person_id: string }) => each.person_id), ["operator"])
  })
})

describe("a grant", () => {
  it("is given and taken at the admin's schools only, and never above the admin's own", async () => {
    const rows: ReadonlyArray<readonly [role: string, school_id: number | "*", status: number]> = [
      ["coach", 1, 200],
      ["admin", 1, 200],
      ["coach", 2, 403],
      ["admin", "*", 403],
      ["operator", "*", 403],
      ["parent", "*", 200],
      ["parent", 1, 403]
    ]
    for (const id of ["coach-1", "admin-1"]) {
      for (const [role, school_id, status] of rows) {
        assert.strictEqual((await grant("admin-1", id, role, school_id)).status, status, `${role} ${school_id}`)
        await service.renewTokens()
      }
    }
    assert.strictEqual((await call("admin-1", "POST", "/staff/people", { ...kim, school_id: 2 })).status, 403)
    assert.strictEqual((await revoke("admin-1", "coach-both", "coach", 2)).status, 403)
    assert.strictEqual((await revoke("admin-1", "admin", "admin", "*")).status, 403)
    assert.strictEqual((await revoke("admin-1", "coach-1", "parent", "*")).status, 403)
    assert.strictEqual((await revoke("admin-1", "coach-both", "coach", 1)).status, 200)
    assert.deepStrictEqual(personOf("coach-both").grants, [{ role: "coach", school_id: 2 }])
  })

  it("taken is void here at once, and its event stands in the directory", async () => {
    assert.strictEqual((await call("coach-1", "GET", "/parent-invitations")).status, 200)
    await revoke("admin", "coach-1", "coach", 1)
    assert.strictEqual((await call("coach-1", "GET", "/parent-invitations")).status, 401)
    await grant("admin", "coach-1", "operator", 2)
    const moved = [...service.world.events.get("person:coach-1")?.values() ?? []]
    const all = [...moved, ...Object.values(personOf("coach-1").events ?? {})]
    assert.deepStrictEqual(
      all.map(({ actor, details, type }) => ({ actor, details, type })),
      [
        { actor: "person:admin", type: "person_revoked", details: { role: "coach", school_id: 1 } },
        { actor: "person:admin", type: "person_granted", details: { role: "operator", school_id: 2 } }
      ]
    )
    assert.strictEqual((await grant("admin", "coach-1", "operator", 2)).status, 200)
    assert.deepInclude(personOf("coach-1"), { epoch: 2, version: 3 })
  })

  it("of everything stays with the last who has it", async () => {
    const last = await revoke("admin", "admin", "admin", "*")
    assert.deepStrictEqual([last.status, last.body.type], [409, "/problems/last-admin"])
    await grant("admin", "admin-1", "admin", "*")
    const held = () => ["admin", "admin-1"].filter((id) => personOf(id).grants.some((each) => each.school_id === "*"))
    assert.lengthOf(held(), 2)
    assert.strictEqual((await revoke("admin", "admin-1", "admin", "*")).status, 200)
    await grant("admin", "admin-1", "admin", "*")
    await service.renewTokens()
    await Promise.all([revoke("admin", "admin-1", "admin", "*"), revoke("admin-1", "admin", "admin", "*")])
    assert.isAbove(held().length, 0)
  })
})

describe("an address", () => {
  it("of a parent changes: their children stay theirs, sessions end, and the old one opens no door", async () => {
    const at = await walked(service, 1)
    assert.strictEqual((await move("admin-1", "ann", "ann.new@example.test")).status, 200)
    assert.strictEqual((await call("ann", "GET", at)).status, 401)
    assert.strictEqual(personOf("ann").sessions_since, 2)
    await service.renewTokens()
    assert.strictEqual((await call("ann", "GET", at)).status, 200)
    assert.lengthOf((await call("ann", "GET", "/admissions/enrollments")).body.enrollments, 1)
    const mails = service.world.mailbox.length
    await call(undefined, "POST", "/auth/magic-link", { email: "ann@example.test" })
    await service.drain()
    assert.lengthOf(service.world.mailbox, mails)
    await call(undefined, "POST", "/auth/magic-link", { email: "ann.new@example.test" })
    await service.drain()
    assert.strictEqual(service.world.mailbox.at(-1)?.to, "ann.new@example.test")
  })

  it("of another entry brings its family along, and that entry ends", async () => {
    const at = await walked(service, 1)
    const moved = await move("admin", "bob", "ann@example.test")
    assert.deepStrictEqual([moved.status, personOf("bob").address], [200, "ann@example.test"])
    assert.strictEqual((await call("ann", "GET", at)).status, 401)
    assert.deepInclude(personOf("ann"), { grants: [], merged_into: "bob" })
    await service.renewTokens()
    assert.strictEqual((await call("bob", "GET", at)).status, 200)
    assert.strictEqual((await ask("admin", "bob", "ann@example.test")).status, 200)
    assert.strictEqual((await call("admin", "GET", "/staff/people/ann")).status, 404)
    assert.strictEqual(await add({ ...kim, email: "ann@example.test" }), "bob")
  })

  it("is not taken from who works here, nor a family from another school, nor given to somebody above", async () => {
    await walked(service, 1)
    assert.strictEqual((await ask("admin", "ann", "coach-2@example.test")).status, 409)
    const invited = { parent_email: "bob@example.test", student_first_name: "Zoe" }
    await call("coach-2", "POST", "/parent-invitations", invited)
    await service.drain()
    const begun = { invitation_token: service.mailedToken("bob@example.test"), parent_email: "bob@example.test" }
    assert.strictEqual((await call("bob", "POST", "/admissions/enrollments", begun)).status, 201)
    assert.strictEqual((await ask("admin-1", "ann", "bob@example.test")).status, 409)
    assert.strictEqual((await ask("admin-1", "bob", "evil@example.test")).status, 404)
    assert.strictEqual((await ask("admin-1", "admin", "evil@example.test")).status, 403)
    assert.strictEqual((await ask("admin-1", "coach-both", "evil@example.test")).status, 403)
    const held = ["ann", "bob", "admin", "coach-both"].map((id) => personOf(id).address)
    assert.deepStrictEqual(held, ["ann", "bob", "admin", "coach-both"].map((id) => `${id}@example.test`))
  })

  it("somebody had formerly does not bring them along, nor is it anybody else's", async () => {
    await move("admin", "ann", "ann.new@example.test")
    assert.strictEqual((await ask("admin", "bob", "ann@example.test")).status, 409)
    assert.strictEqual(personOf("ann").address, "ann.new@example.test")
    assert.strictEqual((await move("admin", "ann", "ann@example.test")).status, 200)
    assert.deepStrictEqual(personOf("ann").former_addresses, ["ann.new@example.test"])
  })
})
