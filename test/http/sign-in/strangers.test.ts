import { assert, describe, it } from "@effect/vitest"
import { makeService } from "../harness.ts"
import { visitor } from "./signing-in.ts"

describe("a stranger who asks for a link", () => {
  it("gets the answer of those who are known, causes the same calls, now and in the background, and gets no mail", async () => {
    const service = await makeService()
    const { call, drain, weather, world } = service
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "invited@example.test" })
    await drain()
    const invitations = world.mailbox.length
    const traces = []
    for (const name of ["stranger", "ann", "invited", "coach-1"]) {
      weather.calls.length = 0
      const answer = await visitor(service, `${name}@example.test`).ask()
      const asked = weather.calls.splice(0)
      await drain()
      const { email, ...said } = answer.body
      assert.strictEqual(email, `${name}@example.test`)
      traces.push({ status: answer.status, said, asked, delivered: weather.calls.splice(0) })
    }
    assert.deepStrictEqual(traces[0]?.asked, ["Counters.count", "Counters.count", "SignInLinks.ask"])
    assert.deepStrictEqual(traces[0]?.delivered.filter((each) => !each.endsWith(".getMany")), [
      "People.toConfirm",
      "SignInLinks.replace",
      "People.findByAddress",
      "Invitations.isInvited",
      "SignInLinks.replace"
    ])
    for (const trace of traces) assert.deepStrictEqual(trace, traces[0])
    assert.deepStrictEqual(world.mailbox.slice(invitations).map(({ to }) => to), [
      "ann@example.test",
      "invited@example.test",
      "coach-1@example.test"
    ])
    await service.dispose()
  })

  it("cannot make itself known by a role or an invitation it names", async () => {
    const service = await makeService()
    const { call, drain, mailedToken, world } = service
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "ann@example.test" })
    await drain()
    const invitation_token = mailedToken()
    const before = world.mailbox.length
    await visitor(service, "stranger@example.test").ask({ user_role: "staff", invitation_token })
    await drain()
    assert.lengthOf(world.mailbox, before)
    assert.isUndefined([...world.people.values()].find(({ address }) => address === "stranger@example.test"))
    await service.dispose()
  })

  it("is one again when its invitation has expired, or when it has no grant any more", async () => {
    const service = await makeService({ start: "2026-12-01T15:00:00.000Z" })
    const { call, drain, time, world } = service
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "invited@example.test" })
    await drain()
    const bob = world.people.get("bob")
    if (bob !== undefined) world.people.set("bob", { ...bob, grants: [] })
    time.advance(15 * 86_400_000)
    const before = world.mailbox.length
    for (const name of ["invited", "bob"]) await visitor(service, `${name}@example.test`).ask()
    await drain()
    assert.lengthOf(world.mailbox, before)
    await service.dispose()
  })
})
