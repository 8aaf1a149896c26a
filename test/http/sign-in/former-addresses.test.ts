import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"
import type { Who } from "../people.ts"
import { visitor } from "./signing-in.ts"

let service: Service
beforeEach(async () => {
  service = await makeService()
})
afterEach(() => service.dispose())

const call: Service["call"] = (...asked) => service.call(...asked)
const release = (who: Who, id: string, email: string) => call(who, "DELETE", `/staff/people/${id}/addresses`, { email })
const status = async (who: Who, path: string) => (await call(who, "GET", path)).status
const personOf = (id: string) => service.world.people.get(id)

/** Gives this person another address from now on, which its owner has confirmed. */
const moved = async (id: string, email = `${id}.new@example.test`) => {
  await call("admin", "POST", `/staff/people/${id}/addresses`, { email })
  await service.drain()
  await visitor(service, email).verify(service.mailedToken(email))
  assert.strictEqual(personOf(id)?.address, email)
  await service.renewTokens()
}

describe("a former address", () => {
  it("names nobody: no coach, no person to be given a grant, no family, no guardian", async () => {
    const at = await walked(service, 1)
    for (const id of ["coach-1", "registrar-2", "bob"]) await moved(id)
    const invited = await call("registrar-1", "POST", "/parent-invitations", {
      parent_email: "zoe@example.test",
      coach_id: "coach-1@example.test"
    })
    assert.deepStrictEqual([invited.status, invited.body.type], [422, "/problems/coach-unknown"])
    const grant = { email: "registrar-2@example.test", role: "coach", school_id: 1 }
    const added = await call("admin", "POST", "/staff/people", grant)
    assert.deepStrictEqual([added.status, added.body.type], [409, "/problems/address-former"])
    assert.lengthOf(personOf("registrar-2")?.grants ?? [], 1)
    const family = await call("coach-1", "POST", "/parent-invitations", { parent_email: "bob@example.test" })
    assert.deepStrictEqual([family.status, family.body.type], [409, "/problems/address-former"])
    assert.strictEqual((await call("ann", "POST", `${at}/guardians`, { email: "bob@example.test" })).status, 200)
    const mails = service.world.mailbox.length
    await service.drain()
    await visitor(service, "bob@example.test").ask()
    await service.drain()
    assert.lengthOf(service.world.mailbox, mails)
    assert.strictEqual(await status("bob", at), 404)
  })

  it("cannot be sent an invitation of before again", async () => {
    const invited = await call("coach-1", "POST", "/parent-invitations", { parent_email: "bob@example.test" })
    const path = `/parent-invitations/${invited.body.invitation.invitation_id as string}/resend`
    assert.strictEqual((await call("coach-1", "PUT", path)).status, 200)
    await moved("bob")
    const again = await call("coach-1", "PUT", path)
    assert.deepStrictEqual([again.status, again.body.type], [409, "/problems/address-former"])
  })

  it("is free for its new owner once it is released; what was its former owner's stays theirs", async () => {
    const at = await walked(service, 4)
    const invitation_token = service.mailedToken()
    await moved("ann")
    assert.strictEqual((await release("admin-1", "ann", "Ann@example.test")).status, 200)
    await service.renewTokens()
    assert.deepStrictEqual([await status("ann", at), await status("coach-1", at)], [200, 200])
    const listed = await call("ann", "GET", "/admissions/enrollments")
    assert.deepStrictEqual(
      listed.body.enrollments.map((each: { parent_email: string }) => each.parent_email),
      ["ann.new@example.test"]
    )
    const invited = await call("coach-1", "POST", "/parent-invitations", {
      parent_email: "ann@example.test",
      student_first_name: "Cleo"
    })
    assert.strictEqual(invited.status, 201)
    await service.drain()
    const owner = visitor(service, "ann@example.test")
    const newToken = service.mailedToken()
    const theirs = owner.as(await owner.signedIn())
    assert.deepStrictEqual((await theirs("GET", "/admissions/enrollments")).body.enrollments, [])
    assert.strictEqual((await theirs("GET", at)).status, 404)
    const old = await theirs("POST", "/admissions/enrollments", { invitation_token, parent_email: "ann@example.test" })
    assert.strictEqual(old.status, 404)
    const begun = await theirs("POST", "/admissions/enrollments", {
      invitation_token: newToken,
      parent_email: "ann@example.test"
    })
    assert.strictEqual(begun.status, 201)
    assert.strictEqual(await status("ann", begun.headers.get("location") ?? ""), 404)
    assert.strictEqual((await release("admin", "ann", "ann@example.test")).status, 200)
    assert.strictEqual((await theirs("GET", begun.headers.get("location") ?? "")).status, 200)
    const { body: { events } } = await call("ann", "GET", `${at}/events`)
    assert.deepInclude(events[0], { type: "family_address_changed", actor: "person:admin-1" })
    assert.notInclude(JSON.stringify(events), "@")
  })

  it("takes along guardians, blocks and entries that were merged, when it is released", async () => {
    const at = await walked(service, 1)
    const custody = (...blocked: ReadonlyArray<string>) =>
      call("registrar-1", "PUT", `/staff${at.slice("/admissions".length)}/custody`, { blocked })
    await call("ann", "POST", `${at}/guardians`, { email: "bob@example.test" })
    await service.drain()
    await visitor(service, "bob@example.test").verify(service.mailedToken("bob@example.test"))
    await moved("bob")
    assert.strictEqual((await release("admin", "bob", "bob@example.test")).status, 200)
    await service.renewTokens()
    assert.strictEqual(await status("bob", at), 200)
    await custody("bob@example.test")
    assert.strictEqual(await status("bob", at), 404)
    await custody()
    await call("admin", "POST", "/staff/people/bob/addresses", { email: "ann@example.test" })
    await service.drain()
    await visitor(service, "ann@example.test").verify(service.mailedToken())
    assert.strictEqual(personOf("ann")?.merged_into, "bob")
    await moved("bob", "robert@example.test")
    assert.strictEqual((await release("admin", "bob", "ann@example.test")).status, 200)
    const added = await call("admin", "POST", "/staff/people", {
      email: "ann@example.test",
      role: "coach",
      school_id: 2
    })
    assert.strictEqual(added.status, 201)
    assert.notInclude(["ann", "bob"], added.body.person.person_id)
    await service.renewTokens()
    assert.strictEqual(await status("bob", at), 200)
  })

  it("is released by who manages all that it touches, and never the address that somebody has", async () => {
    await walked(service, 1)
    const invited = { parent_email: "ann@example.test", student_first_name: "Zoe" }
    await call("coach-2", "POST", "/parent-invitations", invited)
    await service.drain()
    const begun = { invitation_token: service.mailedToken(), parent_email: "ann@example.test" }
    await call("ann", "POST", "/admissions/enrollments", begun)
    await moved("ann")
    assert.strictEqual((await release("admin-1", "ann", "ann@example.test")).status, 403)
    assert.strictEqual((await release("registrar-1", "ann", "ann@example.test")).status, 404)
    const present = await release("admin", "ann", "ann.new@example.test")
    assert.deepStrictEqual([present.status, present.body.type], [409, "/problems/address-in-use"])
    assert.strictEqual((await release("admin", "ann", "nobody@example.test")).status, 200)
    assert.strictEqual((await release("admin", "ann", "ann@example.test")).status, 200)
  })
})
