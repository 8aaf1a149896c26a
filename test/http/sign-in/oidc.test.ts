import { assert, describe, it } from "@effect/vitest"
import { issuerKey } from "../../fixtures/id-tokens.ts"
import { makeService } from "../harness.ts"

const start = "2026-12-01T15:00:00.000Z"
const at = Date.parse(start)
const nonce = "a-nonce-of-the-portal"
const issuer = { issuer: "https://id.test", audience: "portal" }

/** A service that knows an issuer and has its current keys. */
const place = async () => {
  const key = issuerKey("one")
  const issuerKeys = new Map([[issuer.issuer, { keys: key.keys, at: at + 10_000, failed: undefined }]])
  const service = await makeService({ start, issuers: [issuer], issuerKeys })
  const token = (more: object = {}) => {
    const signed = key.signed({
      iss: issuer.issuer,
      aud: issuer.audience,
      sub: "subject-1",
      iat: at / 1000,
      exp: at / 1000 + 3600,
      nonce,
      email: "Ann@example.test",
      email_verified: true,
      ...more
    })
    service.secrets.add(signed)
    return signed
  }
  const exchange = (id_token: string, with_nonce = nonce) =>
    service.call(undefined, "POST", "/auth/oidc", { id_token, nonce: with_nonce })
  return { ...service, exchange, service, token }
}

describe("an ID token of a configured issuer", () => {
  it("is exchanged for our own tokens, which refresh and sign out as any", async () => {
    const { call, dispose, exchange, token } = await place()
    const { body, status } = await exchange(token())
    assert.strictEqual(status, 200)
    assert.deepStrictEqual([body.user_role, body.user.profile_id, body.token_type], ["parent", "ann", "Bearer"])
    const refreshed = await call(undefined, "POST", "/auth/refresh", { refresh_token: body.tokens.refresh_token })
    assert.strictEqual(refreshed.status, 200)
    const authorization = { authorization: `Bearer ${refreshed.body.tokens.access_token as string}` }
    assert.strictEqual((await call(undefined, "GET", "/auth/me", undefined, authorization)).status, 200)
    assert.strictEqual((await call(undefined, "POST", "/auth/sign-out", {}, authorization)).status, 200)
    assert.strictEqual((await call(undefined, "GET", "/auth/me", undefined, authorization)).status, 401)
    await dispose()
  })

  it("is linked by its verified address once, and is that person from then on", async () => {
    const { dispose, exchange, logs, token, world } = await place()
    const unverified = await exchange(token({ email_verified: false }))
    assert.deepStrictEqual([unverified.status, unverified.body.type], [403, "/problems/identity-unknown"])
    assert.strictEqual(world.identities.size, 0)
    assert.strictEqual((await exchange(token())).body.user.profile_id, "ann")
    for (const more of [{ email: "bob@example.test" }, { email: undefined, email_verified: undefined }]) {
      assert.strictEqual((await exchange(token(more))).body.user.profile_id, "ann")
    }
    assert.strictEqual(
      (await exchange(token({ sub: "subject-2", email: "bob@example.test" }))).body.user.profile_id,
      "bob"
    )
    assert.deepStrictEqual([...world.identities.values()], ["ann", "bob"])
    assert.lengthOf(logs.filter((line) => line.includes("identity_linked")), 2)
    await dispose()
  })

  it("makes nobody known: strangers and those without a grant stay out, who was invited comes in", async () => {
    const { call, dispose, drain, exchange, token, world } = await place()
    const stranger = token({ sub: "subject-3", email: "new@example.test" })
    assert.strictEqual((await exchange(stranger)).status, 403)
    assert.strictEqual(world.identities.size + world.sessions.size, 0)
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "new@example.test" })
    await drain()
    assert.strictEqual((await exchange(stranger)).body.user_role, "parent")
    await exchange(token())
    const ann = world.people.get("ann")
    if (ann === undefined) return assert.fail("there is no Ann")
    world.people.set("ann", { ...ann, grants: [] })
    assert.strictEqual((await exchange(token())).status, 403)
    await dispose()
  })

  it("needs the nonce that it was asked for with, and is no access token anywhere", async () => {
    const { call, dispose, exchange, token, world } = await place()
    const id_token = token()
    for (const other of ["a-nonce-of-the-portaL", "a-nonce-of-the-portal-", "another-nonce-altogether"]) {
      assert.strictEqual((await exchange(id_token, other)).status, 401)
    }
    assert.strictEqual((await exchange(id_token, "")).status, 422)
    assert.strictEqual((await exchange(token({ iss: "https://other.test" }))).status, 401)
    assert.strictEqual(world.sessions.size, 0)
    const foreign = { authorization: `Bearer ${id_token}` }
    assert.strictEqual((await call(undefined, "GET", "/auth/me", undefined, foreign)).status, 401)
    assert.strictEqual(
      (await call(undefined, "POST", "/auth/refresh", { refresh_token: id_token.slice(0, 400) })).status,
      401
    )
    await dispose()
  })

  it("is not to be judged while its issuer tells no keys", async () => {
    const { issuer: id, audience } = issuer
    const failed = { at: at + 10_000, code: "planted" }
    const issuerKeys = new Map([[id, { keys: undefined, at: 0, failed }]])
    const service = await makeService({ start, issuers: [issuer], issuerKeys })
    const id_token = issuerKey("one").signed({ iss: id, aud: audience })
    const { body, headers, status } = await service.call(undefined, "POST", "/auth/oidc", { id_token, nonce })
    assert.deepStrictEqual([status, body.type], [503, "/problems/issuer-unavailable"])
    assert.strictEqual(headers.get("retry-after"), "5")
    assert.isTrue(service.logs.some((line) => line.includes("issuer_unavailable") && line.includes("request_id")))
    await service.dispose()
  })
})
