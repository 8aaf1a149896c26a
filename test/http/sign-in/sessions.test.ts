import { assert, describe, it } from "@effect/vitest"
import { makeService } from "../harness.ts"
import { visitor } from "./signing-in.ts"

const start = "2026-12-01T15:00:00.000Z"
const [second, hour] = [1000, 3_600_000]
const refused = async (answer: Promise<{ readonly status: number }>) => assert.strictEqual((await answer).status, 401)

describe("a refresh token", () => {
  it("has one successor: for two tabs at once, for a lost answer, and for 20 seconds; after that it ends the session", async () => {
    const service = await makeService({ start })
    const { logs, time, world } = service
    const ann = visitor(service, "ann@example.test")
    const { refresh_token: first } = await ann.signedIn()
    const tabs = await Promise.all(Array.from({ length: 8 }, () => ann.renewed(first)))
    const [successor = ""] = tabs.map(({ refresh_token }) => refresh_token)
    assert.notStrictEqual(successor, first)
    for (const { refresh_token } of tabs) assert.strictEqual(refresh_token, successor)
    time.advance(10 * second)
    const next = await ann.renewed(successor)
    time.advance(9 * second)
    assert.strictEqual((await ann.renewed(first)).refresh_token, successor)
    time.advance(2 * second)
    assert.strictEqual((await ann.renewed(successor)).refresh_token, next.refresh_token)
    const other = await ann.signedIn()
    await refused(ann.refresh(first))
    await refused(ann.refresh(next.refresh_token))
    time.advance(31 * second)
    await refused(ann.as(next)("GET", "/auth/me"))
    assert.strictEqual((await ann.as(other)("GET", "/auth/me")).status, 200)
    assert.isTrue(logs.some((line) => line.includes("refresh_token_reused")))
    assert.strictEqual(world.sessions.size, 1)
    await service.dispose()
  })

  it("that is forged, of another session or of a number to come gives nothing, and ends nothing", async () => {
    const service = await makeService({ start })
    const ann = visitor(service, "ann@example.test")
    const { refresh_token } = await ann.signedIn()
    const { refresh_token: other } = await ann.signedIn()
    const [session = "", counter = "", hash = ""] = refresh_token.split(".")
    for (
      const forged of [
        "nothing",
        `${session}.1.${hash}`,
        `${session}.${counter}.${other.split(".")[2]}`,
        `${other.split(".")[0]}.${counter}.${hash}`,
        `${session}.${counter}.`
      ]
    ) await refused(ann.refresh(forged))
    assert.strictEqual((await ann.refresh(refresh_token)).status, 200)
    await service.dispose()
  })

  it("brings the grants of now, and nothing when there are none left", async () => {
    const service = await makeService({ start })
    const { world } = service
    const coach = visitor(service, "coach-1@example.test")
    let tokens = await coach.signedIn()
    const person = world.people.get("coach-1")
    if (person === undefined) return assert.fail("there is no coach")
    world.people.set("coach-1", { ...person, grants: [{ role: "coach", school_id: 2 }], epoch: person.epoch + 1 })
    service.time.advance(31 * second)
    await refused(coach.as(tokens)("GET", "/auth/me"))
    tokens = await coach.renewed(tokens.refresh_token)
    assert.deepStrictEqual((await coach.as(tokens)("GET", "/auth/me")).body.user.school_ids, [2])
    world.people.set("coach-1", { ...person, grants: [], epoch: person.epoch + 2 })
    await refused(coach.refresh(tokens.refresh_token))
    await service.dispose()
  })

  it("of staff ends after 12 hours without use, that of a family after 30 days", async () => {
    const service = await makeService({ start })
    const { time } = service
    const [ann, registrar] = [visitor(service, "ann@example.test"), visitor(service, "registrar-1@example.test")]
    const family = await ann.signedIn()
    let staff = await registrar.signedIn()
    time.advance(12 * hour - second)
    staff = await registrar.renewed(staff.refresh_token)
    time.advance(12 * hour)
    await refused(registrar.refresh(staff.refresh_token))
    time.advance(29 * 24 * hour)
    const last = await ann.renewed(family.refresh_token)
    time.advance(second)
    assert.strictEqual((await ann.refresh(last.refresh_token)).status, 401)
    await service.dispose()
  })
})

describe("signing out", () => {
  it("ends this session at once here, and elsewhere within a minute; the others go on", async () => {
    const service = await makeService({ start })
    const { time, world } = service
    const ann = visitor(service, "ann@example.test")
    const [phone, laptop] = [await ann.signedIn(), await ann.signedIn()]
    assert.strictEqual((await ann.as(laptop)("GET", "/auth/me")).status, 200)
    await ann.as(phone)("POST", "/auth/sign-out", {})
    await refused(ann.as(phone)("GET", "/auth/me"))
    assert.strictEqual((await ann.as(laptop)("GET", "/auth/me")).status, 200)
    world.sessions.clear()
    assert.strictEqual((await ann.as(laptop)("GET", "/auth/me")).status, 200)
    time.advance(30 * second)
    await refused(ann.as(laptop)("GET", "/auth/me"))
    await service.dispose()
  })

  it("of everything ends every session and every access token, and keeps nobody from signing in again", async () => {
    const service = await makeService({ start })
    const ann = visitor(service, "ann@example.test")
    const [phone, laptop] = [await ann.signedIn(), await ann.signedIn()]
    await ann.as(phone)("POST", "/auth/sign-out", { all: true })
    for (const tokens of [phone, laptop]) {
      await refused(ann.as(tokens)("GET", "/auth/me"))
      await refused(ann.refresh(tokens.refresh_token))
    }
    const again = await ann.signedIn()
    assert.strictEqual((await ann.as(again)("GET", "/auth/me")).status, 200)
    assert.strictEqual((await ann.refresh(again.refresh_token)).status, 200)
    await service.dispose()
  })

  it("is for people: the command line's own token has no session to end, and nobody's name", async () => {
    const service = await makeService({ start })
    assert.strictEqual((await service.call("ann", "POST", "/auth/sign-out", {})).status, 200)
    assert.strictEqual((await service.call(undefined, "GET", "/auth/me")).status, 401)
    assert.strictEqual((await service.call("ann", "GET", "/auth/me")).body.user.profile_id, "ann")
    await service.dispose()
  })
})

describe("the keys that verify", () => {
  it("are published, for a while", async () => {
    const service = await makeService()
    const { body, headers, status } = await service.call(undefined, "GET", "/.well-known/jwks.json")
    assert.strictEqual(status, 200)
    assert.strictEqual(headers.get("cache-control"), "public, max-age=300")
    const token = service.tokens.get("ann") ?? ""
    const { kid } = JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()) as { kid: string }
    assert.deepStrictEqual(body.keys.map((key: { kid: string }) => key.kid), [kid])
    assert.notProperty(body.keys[0], "d")
    await service.dispose()
  })
})
