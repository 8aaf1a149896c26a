import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { makeService, type Service } from "../harness.ts"

let service: Service
beforeAll(async () => {
  service = await makeService()
})
afterAll(() => service.dispose())

const path = "/parent-invitations"

describe("invitations", () => {
  it("exist once per school, family and child, until they are over", async () => {
    const { call } = service
    const body = { parent_email: "once@example.test", student_first_name: "Ada" }
    const { body: { invitation } } = await call("coach-1", "POST", path, body)
    const twice = await call("coach-1", "POST", path, { ...body, student_first_name: "ADA" })
    assert.strictEqual(twice.body.type, "/problems/invitation-exists")
    assert.strictEqual((await call("coach-2", "POST", path, body)).status, 201)
    assert.strictEqual((await call("coach-1", "POST", path, { ...body, student_first_name: "Bea" })).status, 201)
    const at = `${path}/${invitation.invitation_id as string}`
    assert.strictEqual((await call("coach-1", "PUT", at, { student_first_name: "Bea" })).status, 409)
    assert.strictEqual((await call("coach-1", "PUT", at, { student_first_name: "Cleo" })).body.invitation.version, 2)
    assert.strictEqual((await call("coach-1", "POST", path, body)).status, 201)
    assert.strictEqual((await call("coach-1", "DELETE", at)).body.invitation.status, "revoked")
    assert.strictEqual((await call("coach-1", "DELETE", at)).status, 200)
    assert.strictEqual((await call("coach-1", "POST", path, { ...body, student_first_name: "Cleo" })).status, 201)
    assert.strictEqual((await call("coach-1", "PUT", `${at}/resend`)).body.type, "/problems/invitation-revoked")
  })

  it("open nothing with an old, forged or revoked link", async () => {
    const { call, drain, mailedToken } = service
    const { body } = await call("coach-1", "POST", path, { parent_email: "ann@example.test" })
    const at = `${path}/${body.invitation.invitation_id as string}`
    await drain()
    const first = mailedToken()
    const opened = (token: string) =>
      call(undefined, "POST", "/admissions/validate-invitation", { invitation_token: token })
    assert.strictEqual((await opened(first)).status, 200)
    assert.strictEqual((await call(undefined, "GET", `${path}/validate/${first}`)).status, 200)
    assert.strictEqual((await call("coach-1", "PUT", `${at}/resend`)).body.invitation.status, "pending")
    await drain()
    const second = mailedToken()
    assert.notStrictEqual(first, second)
    for (const token of [first, `${second}x`, second.replace(".2.", ".3."), "garbage", "a.b.c"]) {
      assert.strictEqual((await opened(token)).status, 404, token)
      const begin = { invitation_token: token, parent_email: "ann@example.test" }
      assert.strictEqual((await call("ann", "POST", "/admissions/enrollments", begin)).status, 404)
    }
    await call("coach-1", "DELETE", at)
    assert.deepStrictEqual((await opened(second)).body, { invitation: { status: "revoked" } })
    const begin = { invitation_token: second, parent_email: "ann@example.test" }
    assert.strictEqual(
      (await call("ann", "POST", "/admissions/enrollments", begin)).body.type,
      "/problems/invitation-revoked"
    )
  })

  it("take no link in any word that goes out under the school's name, and say so by a code", async () => {
    const { call, world } = service
    const wrong = {
      student_first_name: "evil.test",
      student_last_name: "Love www.evil.test",
      sport_interest: "tennis https://evil.test",
      message: "Please sign in again: evil.test/sign-in"
    }
    const { body: { invitation } } = await call("coach-1", "POST", path, { parent_email: "links@example.test" })
    const at = `${path}/${invitation.invitation_id as string}`
    for (
      const [method, where, more] of [["POST", path, { parent_email: "more@example.test" }], ["PUT", at, {}]] as const
    ) {
      const { body, status, text } = await call("coach-1", method, where, { ...wrong, ...more })
      assert.strictEqual(status, 422)
      assert.deepStrictEqual(
        body.errors.map(({ code, pointer }: Record<string, string>) => [pointer, code]),
        Object.keys(wrong).map((name) => [`/${name}`, "no_links"])
      )
      assert.notInclude(text, "evil")
    }
    assert.isFalse([...world.invitations.values()].some(({ parent_email }) => parent_email === "more@example.test"))
    const good = { message: "See you at 10.30 at St. Mary's. Bring water, p.m. is hot!" }
    assert.strictEqual((await call("coach-1", "PUT", at, good)).body.invitation.message, good.message)
  })

  it("belong to their coach; staff act for coaches of their school only", async () => {
    const { call } = service
    const { body } = await call("coach-1", "POST", path, { parent_email: "own@example.test" })
    const at = `${path}/${body.invitation.invitation_id as string}`
    for (const who of ["coach-2", "coach-both", "ann", "registrar-2", "operator"] as const) {
      assert.strictEqual((await call(who, "GET", at)).status, 404, who)
      assert.strictEqual((await call(who, "DELETE", at)).status, 404, who)
    }
    assert.strictEqual((await call("registrar-1", "GET", at)).status, 200)
    const pointer = async (who: "coach-1" | "coach-both" | "registrar-1", extra: object) =>
      (await call(who, "POST", path, {
        parent_email: `x${Math.trunc(performance.now() * 1000)}@example.test`,
        ...extra
      })).body.errors?.[0].pointer
    assert.strictEqual(await pointer("coach-1", { coach_id: "coach-2" }), "/coach_id")
    assert.strictEqual(await pointer("registrar-1", { coach_id: "coach-2" }), "/coach_id")
    assert.strictEqual(await pointer("registrar-1", { coach_id: "nobody@example.test" }), "/coach_id")
    assert.isUndefined(await pointer("registrar-1", { coach_id: "coach-both" }))
    assert.strictEqual(await pointer("coach-both", {}), "/school_id")
    assert.strictEqual(await pointer("coach-1", { school_id: 2 }), "/school_id")
    assert.strictEqual(await pointer("coach-1", { school_name: "TSA 2" }), "/school_id")
    assert.isUndefined(await pointer("coach-both", { school_name: "tsa 2" }))
  })

  it("are listed page by page, each once, also where a status is asked for, never with a token", async () => {
    const other = await makeService()
    const { call, drain, mailedToken } = other
    const made = new Set<string>()
    for (let index = 0; index < 7; index++) {
      const { body } = await call("coach-1", "POST", path, { parent_email: `list-${index}@example.test` })
      made.add(body.invitation.invitation_id as string)
      if (index % 3 === 0) await call("coach-1", "DELETE", `${path}/${body.invitation.invitation_id as string}`)
    }
    await drain()
    const pages = async (query: string) => {
      const seen: Array<string> = []
      let cursor: string | null = ""
      while (cursor !== null) {
        const { body, headers } = await call(
          "coach-1",
          "GET",
          `${path}?limit=2${query}${cursor === "" ? "" : `&cursor=${cursor}`}`
        )
        seen.push(...body.invitations.map((each: { invitation_id: string }) => each.invitation_id))
        cursor = body.next_cursor as string | null
        assert.strictEqual(headers.get("link") !== null, cursor !== null)
        assert.notInclude(JSON.stringify(body), mailedToken("list-4@example.test"))
      }
      return seen
    }
    const all = await pages("")
    assert.strictEqual(all.length, 7)
    assert.deepStrictEqual(new Set(all), made)
    assert.strictEqual((await pages("&status=revoked")).length, 3)
    const forged = await call("coach-1", "GET", `${path}?limit=2&cursor=${btoa("2000")}.${"A".repeat(43)}`)
    assert.deepStrictEqual(
      forged.body.invitations.map((each: { invitation_id: string }) => each.invitation_id),
      all.slice(0, 2)
    )
    assert.strictEqual((await call("coach-1", "GET", `${path}?coach_id=coach-1@example.test`)).status, 200)
    assert.strictEqual((await call("coach-1", "GET", `${path}?coach_id=coach-2`)).status, 403)
    assert.notInclude(other.logs.join("\n"), mailedToken("list-5@example.test"))
    await other.dispose()
  })

  it("whose change was cut short do not keep the name that they gave up", async () => {
    const { call, time, weather } = service
    const body = { parent_email: "cut@example.test", student_first_name: "Ada" }
    const { body: { invitation } } = await call("coach-1", "POST", path, body)
    weather.failing = "Invitations.release"
    const at = `${path}/${invitation.invitation_id as string}`
    assert.strictEqual((await call("coach-1", "PUT", at, { student_first_name: "Bea" })).status, 503)
    weather.failing = undefined
    const soon = await call("coach-1", "POST", path, body)
    assert.deepStrictEqual([soon.status, soon.headers.get("retry-after")], [503, "5"])
    time.advance(21_000)
    assert.strictEqual((await call("coach-1", "POST", path, body)).status, 201)
  })

  it("expire after 14 days for who has not begun, and never for who has", async () => {
    const { call, drain, mailedToken, renewTokens, time } = service
    const invite = async (student_first_name: string) => {
      await call("coach-1", "POST", path, { parent_email: "ann@example.test", student_first_name })
      await drain()
      return { invitation_token: mailedToken(), parent_email: "ann@example.test" }
    }
    const [used, unused] = [await invite("Early"), await invite("Late")]
    const begun = await call("ann", "POST", "/admissions/enrollments", used)
    time.advance(14 * 86_400_000)
    await renewTokens()
    const late = await call("ann", "POST", "/admissions/enrollments", unused)
    assert.deepStrictEqual([late.status, late.body.type], [409, "/problems/invitation-expired"])
    const opened = await call(undefined, "POST", "/admissions/validate-invitation", {
      invitation_token: unused.invitation_token
    })
    assert.deepStrictEqual(opened.body, { invitation: { status: "expired" } })
    const again = await call("ann", "POST", "/admissions/enrollments", used)
    assert.deepStrictEqual([again.status, again.body.enrollment_id], [200, begun.body.enrollment_id])
    const { body } = await call("coach-1", "GET", `${path}?status=expired`)
    assert.include(body.invitations.map((each: { student_first_name: string }) => each.student_first_name), "Late")
  })
})
