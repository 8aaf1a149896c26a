import { assert, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { makeService } from "../harness.ts"
import { visitor } from "./signing-in.ts"

const minute = 60_000
const start = "2026-12-01T15:00:00.000Z"
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>

describe("signing in", () => {
  it("leads from an invitation over a link to an enrollment, a second device, new tokens, and out again", async () => {
    const service = await makeService({ start })
    const { call, drain, mailedToken, time } = service
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "New@example.test" })
    await drain()
    const invitation_token = mailedToken("new@example.test")
    const family = visitor(service, "new@example.test")
    const asked = await family.ask({ invitation_token, user_role: "parent" })
    assert.strictEqual(asked.status, 200)
    assert.deepStrictEqual({ ...asked.body, message: "" }, {
      message: "",
      email: "new@example.test",
      user_role: "parent",
      expires_in_minutes: 10
    })
    await drain()
    const mail = service.world.mailbox.at(-1)
    assert.match(
      mail === undefined ? "" : Redacted.value(mail.text),
      /https:\/\/portal\.example\.test\/auth\/verify#token=[0-9a-f]{64}&email=new%40example\.test\r\n/
    )
    const verified = await family.verify(mailedToken("new@example.test"), { user_role: "staff", invitation_token })
    assert.strictEqual(verified.status, 200)
    const { tokens, user, ...rest } = verified.body
    assert.deepStrictEqual(rest, {
      message: "You are signed in.",
      token_type: "Bearer",
      expires_in: 900,
      user_role: "parent"
    })
    assert.deepStrictEqual(user, {
      email: "new@example.test",
      email_verified: true,
      role: "parent",
      first_name: null,
      last_name: null,
      profile_id: user.profile_id,
      school_ids: [],
      has_completed_onboarding: false
    })
    const claims = claimsOf(tokens.access_token)
    assert.sameMembers(Object.keys(claims), [
      "iss",
      "aud",
      "sub",
      "sid",
      "iat",
      "exp",
      "jti",
      "epoch",
      "role",
      "grants"
    ])
    assert.deepInclude(claims, { sub: user.profile_id, role: "parent", grants: [{ role: "parent", school_id: "*" }] })

    const phone = family.as(tokens)
    const begun = await phone("POST", "/admissions/enrollments", {
      invitation_token,
      parent_email: "new@example.test"
    })
    assert.strictEqual(begun.status, 201)
    assert.isTrue((await phone("GET", "/auth/me")).body.user.has_completed_onboarding)

    const laptop = await family.signedIn()
    assert.notStrictEqual(claimsOf(laptop.access_token)["sid"], claims["sid"])
    time.advance(16 * minute)
    assert.strictEqual((await phone("GET", "/auth/me")).status, 401)
    const renewed = await family.renewed(tokens.refresh_token)
    assert.strictEqual(claimsOf(renewed.access_token)["sid"], claims["sid"])
    const again = family.as(renewed)
    assert.strictEqual((await again("GET", begun.headers.get("location") ?? "")).status, 200)
    assert.strictEqual((await again("POST", "/auth/sign-out", {})).status, 200)
    assert.strictEqual((await again("GET", "/auth/me")).status, 401)
    assert.strictEqual((await family.refresh(renewed.refresh_token)).status, 401)
    assert.strictEqual((await family.refresh(laptop.refresh_token)).status, 200)
    await service.dispose()
  })

  it("with a link that was used, replaced, has expired, is another's or nobody's gets one and the same answer", async () => {
    const service = await makeService({ start })
    const { drain, mailedToken, time } = service
    const [ann, bob] = [visitor(service, "ann@example.test"), visitor(service, "bob@example.test")]
    const mailed = async (who: typeof ann, email: string) => {
      await who.ask()
      await drain()
      return mailedToken(email)
    }
    const used = await mailed(ann, "ann@example.test")
    const first = await ann.verify(used)
    assert.strictEqual(first.status, 200)
    const answers = [await ann.verify(used)]
    const replaced = await mailed(ann, "ann@example.test")
    const newer = await mailed(ann, "ann@example.test")
    answers.push(await ann.verify(replaced), await bob.verify(newer), await ann.verify("nothing"))
    answers.push(await visitor(service, "stranger@example.test").verify(newer))
    time.advance(10 * minute)
    answers.push(await ann.verify(newer))
    const bodies = answers.map(({ body, status }) => ({ ...body, status, instance: "" }))
    assert.strictEqual(bodies[0]?.status, 400)
    for (const body of bodies) assert.deepStrictEqual(body, bodies[0])
    await service.dispose()
  })

  it("works until the last moment of ten minutes after the mail, however late that was", async () => {
    const service = await makeService({ start })
    const { drain, mailedToken, time } = service
    const ann = visitor(service, "ann@example.test")
    await ann.ask()
    time.advance(30 * minute)
    await drain()
    time.advance(10 * minute - 1000)
    assert.strictEqual((await ann.verify(mailedToken())).status, 200)
    await service.dispose()
  })

  it("is a matter of who is known, not of what was asked for: staff keep their roles, and may name a lower one", async () => {
    const service = await makeService({ start })
    const { call, drain, mailedToken, world } = service
    await call("coach-1", "POST", "/parent-invitations", { parent_email: "registrar-1@example.test" })
    await drain()
    const registrar = visitor(service, "registrar-1@example.test")
    await registrar.ask({ user_role: "coach" })
    await drain()
    const { body } = await registrar.verify(mailedToken("registrar-1@example.test"), { user_role: "coach" })
    assert.deepStrictEqual([body.user_role, body.user.role, body.user.school_ids], ["staff", "registrar", [1]])
    assert.deepStrictEqual(world.people.get("registrar-1")?.grants, [
      { role: "registrar", school_id: 1 },
      { role: "parent", school_id: "*" }
    ])
    const asParent = await registrar.signedIn({ user_role: "parent" })
    assert.strictEqual(claimsOf(asParent.access_token)["role"], "parent")
    assert.strictEqual((await registrar.as(asParent)("GET", "/auth/me")).body.user_role, "parent")
    assert.strictEqual(claimsOf((await registrar.renewed(asParent.refresh_token)).access_token)["role"], "parent")
    await service.dispose()
  })

  it("used by two at once lets one in", async () => {
    const service = await makeService({ start })
    const { drain, mailedToken, world } = service
    const ann = visitor(service, "ann@example.test")
    await ann.ask()
    await drain()
    const answers = await Promise.all(Array.from({ length: 8 }, () => ann.verify(mailedToken())))
    assert.sameMembers(answers.map(({ status }) => status), [200, ...Array.from({ length: 7 }, () => 400)])
    assert.strictEqual(world.sessions.size, 1)
    await service.dispose()
  })

  it("survives a store that is away: the link still works afterwards, and the mail still comes", async () => {
    const service = await makeService({ start })
    const { drain, mailedToken, time, weather, world } = service
    const ann = visitor(service, "ann@example.test")
    await ann.ask()
    weather.failing = "SignInLinks.replace"
    await drain().catch(() => undefined)
    assert.isEmpty(world.mailbox)
    weather.failing = undefined
    await drain()
    assert.lengthOf(world.mailbox, 1)
    for (const failing of ["Enrollments.listByFamily", "Sessions.create", "SignInLinks.redeem"]) {
      weather.failing = failing
      assert.strictEqual((await ann.verify(mailedToken())).status, 503, failing)
    }
    weather.failing = undefined
    assert.strictEqual((await ann.verify(mailedToken())).status, 200)
    time.advance(2 * minute)
    await drain()
    assert.lengthOf(world.mailbox, 1)
    await service.dispose()
  })
})
