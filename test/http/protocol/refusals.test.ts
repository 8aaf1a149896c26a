import { assert, describe, it } from "@effect/vitest"
import { begun, makeService } from "../harness.ts"
import { visitor } from "../sign-in/signing-in.ts"

describe("what is refused", () => {
  it("leaves a line that says who asked for what and why not, and nothing that they sent", async () => {
    const service = await makeService()
    const { call, logs } = service
    const at = await begun(service)
    const refused = async (...[who, method, path, body, headers]: Parameters<typeof call>) => {
      const before = logs.length
      const { headers: answered, status } = await call(who, method, path, body, headers)
      const lines = logs.slice(before).filter((line) => line.includes("request_refused"))
      return {
        status,
        told: lines.map((line) => {
          const { annotations } = JSON.parse(line) as { readonly annotations: Record<string, string> }
          const { request_id, ...others } = annotations
          assert.strictEqual(request_id, answered.get("x-request-id"))
          return others
        })
      }
    }
    const route = "GET /admissions/enrollments/:id"
    assert.deepStrictEqual(await refused(undefined, "GET", at), {
      status: 401,
      told: [{ route, problem: "not-authenticated", reason: "missing" }]
    })
    assert.deepStrictEqual(await refused(undefined, "GET", at, undefined, { authorization: "Bearer forged" }), {
      status: 401,
      told: [{ route, problem: "not-authenticated", reason: "invalid" }]
    })
    assert.deepStrictEqual(await refused("bob", "GET", at), {
      status: 404,
      told: [{ route, problem: "enrollment-not-found", actor: "person:bob" }]
    })
    assert.deepStrictEqual(await refused("ann", "GET", "/staff/people"), {
      status: 403,
      told: [{ route: "GET /staff/people", problem: "not-permitted", actor: "person:ann" }]
    })
    assert.deepStrictEqual((await refused("ann", "PUT", `${at}/steps/1`, { info_acknowledged: "?" })).told, [])
    await service.dispose()
  })

  it("is told of links that do not work, and says of those that do by which way somebody came in", async () => {
    const service = await makeService()
    const { call, logs } = service
    const link = { token: "a".repeat(43), email: "ann@example.test" }
    assert.strictEqual((await call(undefined, "POST", "/auth/verify", link)).status, 400)
    assert.isTrue(logs.some((line) => line.includes("request_refused") && line.includes("sign-in-link-invalid")))
    await visitor(service, "ann@example.test").signedIn()
    assert.isTrue(logs.some((line) => line.includes('"signed_in"') && line.includes('"way":"link"')))
    await service.dispose()
  })
})
