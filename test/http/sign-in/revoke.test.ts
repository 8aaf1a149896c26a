import { assert, describe, it } from "@effect/vitest"
import { makeService, type Service } from "../harness.ts"

const path = "/staff/auth/revoke-all"

const inService = async (work: (service: Service) => Promise<void>) => {
  const service = await makeService()
  await work(service)
  await service.dispose()
}

const signedIn = async ({ call, drain, mailedToken }: Service, email: string) => {
  await call(undefined, "POST", "/auth/magic-link", { email })
  await drain()
  const { body } = await call(undefined, "POST", "/auth/verify", { email, token: mailedToken(email) })
  return body.tokens as { readonly access_token: string; readonly refresh_token: string }
}

const meStatus = async ({ app }: Service, token: string) =>
  (await app.request("/auth/me", { headers: { authorization: `Bearer ${token}` } })).status

const refreshed = async ({ call }: Service, refresh_token: string) =>
  (await call(undefined, "POST", "/auth/refresh", { refresh_token })).status

describe("revoking", () => {
  it("of everybody ends all sessions and voids all access tokens at once; who signs in again is in", () =>
    inService(async (service) => {
      const { call, time } = service
      const [ann, coach] = [
        await signedIn(service, "ann@example.test"),
        await signedIn(service, "coach-1@example.test")
      ]
      assert.strictEqual(await meStatus(service, ann.access_token), 200)
      assert.strictEqual((await call("admin", "POST", path, { person_id: "*" })).status, 200)
      for (const { access_token, refresh_token } of [ann, coach]) {
        assert.strictEqual(await meStatus(service, access_token), 401)
        assert.strictEqual(await refreshed(service, refresh_token), 401)
      }
      assert.strictEqual((await call("admin", "GET", "/staff/schools")).status, 401)
      time.advance(1500)
      const again = await signedIn(service, "ann@example.test")
      assert.strictEqual(await meStatus(service, again.access_token), 200)
      assert.strictEqual(await refreshed(service, again.refresh_token), 200)
    }))

  it("elsewhere is known here within 30 seconds, and at once to whoever refreshes", () =>
    inService(async (service) => {
      const { time, world } = service
      const { access_token, refresh_token } = await signedIn(service, "ann@example.test")
      assert.strictEqual(await meStatus(service, access_token), 200)
      time.advance(2000)
      world.revoked.before = time.now()
      assert.strictEqual(await meStatus(service, access_token), 200)
      assert.strictEqual(await refreshed(service, refresh_token), 401)
      time.advance(30_000)
      assert.strictEqual(await meStatus(service, access_token), 401)
    }))

  it("counts by the workflow store's clock, not by the own one", () =>
    inService(async (service) => {
      service.weather.clockOffsetMs = 20_000
      await service.call("admin", "POST", path, { person_id: "*" })
      const before = Date.parse(service.world.revoked.before ?? "")
      assert.approximately(before, Date.now() - 20_000, 5000)
      assert.strictEqual(before % 1000, 0)
    }))

  it("of one person leaves the others in", () =>
    inService(async (service) => {
      const { call } = service
      const [ann, coach] = [
        await signedIn(service, "ann@example.test"),
        await signedIn(service, "coach-1@example.test")
      ]
      assert.strictEqual((await call("admin", "POST", path, { person_id: "ann" })).status, 200)
      assert.strictEqual(await meStatus(service, ann.access_token), 401)
      assert.strictEqual(await refreshed(service, ann.refresh_token), 401)
      assert.strictEqual(await meStatus(service, coach.access_token), 200)
      assert.strictEqual(await refreshed(service, coach.refresh_token), 200)
      const nobody = await call("admin", "POST", path, { person_id: "nobody" })
      assert.deepStrictEqual([nobody.status, nobody.body.type], [404, "/problems/person-not-found"])
      assert.strictEqual((await call("admin", "POST", path, {})).status, 422)
    }))

  it("is for those who administer all schools", () =>
    inService(async (service) => {
      const { call, world } = service
      const registrar = world.people.get("registrar-1")
      if (registrar !== undefined) {
        world.people.set("registrar-1", { ...registrar, grants: [{ role: "admin", school_id: 1 }] })
      }
      for (const who of ["ann", "coach-1", "registrar-1", "registrar-2", "operator"] as const) {
        assert.strictEqual((await call(who, "POST", path, { person_id: "*" })).status, 403, who)
      }
      assert.isUndefined(world.revoked.before)
    }))

  it("leaves a line that says who did it", () =>
    inService(async ({ call, logs }) => {
      await call("admin", "POST", path, { person_id: "*" })
      const line = logs.find((each) => each.includes("sessions_revoked")) ?? ""
      for (const word of ["person:admin", "everybody", "request_id"]) assert.include(line, word)
    }))
})
