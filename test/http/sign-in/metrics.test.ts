import { assert, describe, it } from "@effect/vitest"
import { familiesOf } from "../../exposition.ts"
import { makeService, type Service } from "../harness.ts"

const valueOf = async ({ call }: Service, name: string, labels: Readonly<Record<string, string>>) =>
  familiesOf((await call(undefined, "GET", "/metrics")).body as string).get(name)?.samples.find((sample) =>
    Object.entries(labels).every(([key, value]) => sample.labels[key] === value)
  )?.value ?? NaN

/** Returns by how much a counter rises. The counter must exist before. */
const added = async (
  service: Service,
  name: string,
  labels: Readonly<Record<string, string>>,
  work: () => Promise<unknown>
) => {
  const before = await valueOf(service, name, labels)
  await work()
  return await valueOf(service, name, labels) - before
}

const hour = 3_600_000

describe("the alarms' figures", () => {
  it("count refused access tokens by reason", async () => {
    const service = await makeService()
    const { app, call, world } = service
    const name = "tsa_not_authenticated_total"
    const get = (authorization: string) => app.request("/auth/me", { headers: { authorization } })
    assert.strictEqual(await added(service, name, { reason: "missing" }, () => call(undefined, "GET", "/auth/me")), 1)
    assert.strictEqual(await added(service, name, { reason: "invalid" }, async () => get("Bearer a.b.c")), 1)
    world.people.delete("bob")
    assert.strictEqual(await added(service, name, { reason: "revoked" }, () => call("bob", "GET", "/auth/me")), 1)
    service.time.advance(hour)
    assert.strictEqual(await added(service, name, { reason: "expired" }, () => call("ann", "GET", "/auth/me")), 1)
    await service.dispose()
  })

  it("count links that are asked for, and what became of refresh tokens", async () => {
    const service = await makeService()
    const { call, drain, mailedToken, time } = service
    const ask = (email: string) => call(undefined, "POST", "/auth/magic-link", { email })
    for (const email of ["ann@example.test", "stranger@example.test"]) {
      assert.strictEqual(await added(service, "tsa_sign_in_links_asked_total", {}, () => ask(email)), 1)
    }
    await drain()
    const { body } = await call(undefined, "POST", "/auth/verify", { email: "ann@example.test", token: mailedToken() })
    const name = "tsa_refresh_tokens_total"
    const use = (refresh_token: string) => () => call(undefined, "POST", "/auth/refresh", { refresh_token })
    const first = use(body.tokens.refresh_token as string)
    assert.strictEqual(await added(service, name, { outcome: "renewed" }, first), 1)
    time.advance(21_000)
    assert.strictEqual(await added(service, name, { outcome: "reused" }, first), 1)
    assert.strictEqual(await added(service, name, { outcome: "over" }, first), 1)
    assert.strictEqual(await added(service, name, { outcome: "invalid" }, use("a.0.b")), 1)
    await service.dispose()
  })

  it("count mail that is not coming: once when it has failed for long, once when it is given up", async () => {
    const service = await makeService()
    const { call, drain, time, world } = service
    const name = "tsa_mail_dead_total"
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "ann@example.test" })
    const [invitation] = world.invitations.values()
    if (invitation?.mail === undefined) throw new Error("its mail is due")
    world.invitations.set(invitation.invitation_id, { ...invitation, expires_at: time.now() })
    assert.strictEqual(await added(service, name, { kind: "invitation", why: "given_up" }, drain), 1)
    await call(undefined, "POST", "/auth/magic-link", { email: "ann@example.test" })
    time.advance(hour)
    assert.strictEqual(await added(service, name, { kind: "sign_in", why: "given_up" }, drain), 1)
    await service.dispose()
  })
})
