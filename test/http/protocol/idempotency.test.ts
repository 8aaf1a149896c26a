import { assert, describe, it } from "@effect/vitest"
import { makings } from "../creations.ts"
import type { Answer } from "../declared.ts"
import { makeService, type Service } from "../harness.ts"

const key = { "idempotency-key": "0b7c-1" }

/** Returns every part of an answer that a repeat must return. */
const wire = ({ headers, status, text }: Answer) => ({
  status,
  text,
  headers: ["content-type", "etag", "location"].map((name) => headers.get(name))
})

/** Operations that create several things at once have their own tests. */
const several = ["POST /parent-invitations/bulk"]

const reordered = (body: object) => Object.fromEntries(Object.entries(body).toReversed())

const withService = async (does: (service: Service) => Promise<void>, options?: Parameters<typeof makeService>[0]) => {
  const service = await makeService(options)
  await does(service)
  await service.dispose()
}

describe("every operation that creates", () => {
  it("is among those below, and declares what it does", () =>
    withService(async ({ call, endpoints }) => {
      const named = ({ method, path }: (typeof endpoints)[number]) => `${method.toUpperCase()} ${path}`
      const all = endpoints.filter(({ creates }) => creates !== undefined)
      const creating = all.filter((each) => !several.includes(named(each)))
      assert.sameMembers(creating.map(named), makings.map(({ operation }) => operation))
      assert.lengthOf(all, creating.length + several.length)
      const making = endpoints.filter(({ answers, method }) => method === "post" && answers[201] !== undefined)
      assert.sameMembers(making, creating)
      const { body } = await call(undefined, "GET", "/openapi.json")
      for (const { method, path } of creating) {
        const { parameters, responses } = body.paths[path][method]
        assert.include(parameters.map(({ name }: { readonly name: string }) => name), "Idempotency-Key")
        assert.includeMembers(Object.keys(responses), ["201", "400", "409", "422"])
      }
    }))
})

for (const { making, name } of makings) {
  describe(`${name} under a key`, () => {
    it("answers the same again to the letter, and does it once", () =>
      withService(async (service) => {
        const { ask, body, count } = await making(service)
        const first = await ask(body, key)
        assert.strictEqual(first.status, 201)
        service.time.advance(23 * 3_600_000)
        await service.renewTokens()
        const again = await ask(reordered(body), { "idempotency-key": '"0b7c-1"' })
        assert.deepStrictEqual(wire(again), wire(first))
        assert.notStrictEqual(again.headers.get("x-request-id"), first.headers.get("x-request-id"))
        assert.strictEqual(count(), 1)
      }))

    it("refuses the key for another body, and does nothing", () =>
      withService(async (service) => {
        const { ask, body, count, other } = await making(service)
        await ask(body, key)
        const refused = await ask(other, key)
        assert.deepStrictEqual([refused.status, refused.body.type], [422, "/problems/idempotency-key-reused"])
        assert.strictEqual(count(), 1)
      }))

    it("asked twice at once is done once: the same answer, or the word that it is under way", () =>
      withService(async (service) => {
        const { ask, body, count } = await making(service)
        const answers = await Promise.all(Array.from({ length: 8 }, () => ask(body, key)))
        const made = answers.filter(({ status }) => status === 201)
        const others = answers.filter(({ status }) => status !== 201)
        assert.isAbove(made.length, 0)
        for (const answer of made) assert.deepStrictEqual(wire(answer), wire(made[0] as Answer))
        for (const answer of others) {
          assert.deepStrictEqual([answer.status, answer.body.type], [409, "/problems/request-under-way"])
          assert.strictEqual(answer.headers.get("retry-after"), "1")
        }
        assert.strictEqual(count(), 1)
        assert.deepStrictEqual(wire(await ask(body, key)), wire(made[0] as Answer))
      }))

    it("is made once although the process dies between the effect and its answer, and the day goes by", () =>
      withService(async (service) => {
        const { ask, body, count, idIn, ids } = await making(service)
        service.weather.failing = "Idempotency.replace"
        assert.strictEqual((await ask(body, key)).status, 503)
        service.weather.failing = undefined
        const before = ids()
        assert.strictEqual(before.length, 1)
        assert.strictEqual((await ask(body, key)).status, 409)
        service.time.advance(6000)
        const again = await ask(body, key)
        assert.isBelow(again.status, 300)
        assert.deepStrictEqual([idIn(again.body)], before)
        assert.deepStrictEqual(ids(), before)
        assert.strictEqual(count(), 1)
        assert.deepStrictEqual(wire(await ask(body, key)), wire(again))
      }, { start: "2026-11-21T05:59:57.000Z" }))

    it("is made on its first day although the process died before the effect, and that day has gone", () =>
      withService(async (service) => {
        const { ask, body, count, creates, idIn } = await making(service)
        service.weather.failing = creates
        assert.strictEqual((await ask(body, key)).status, 503)
        service.weather.failing = undefined
        service.time.advance(6000)
        const again = await ask(body, key)
        assert.strictEqual(again.status, 201)
        if (name === "an invitation") assert.include(idIn(again.body), "-20261120-")
        assert.strictEqual(count(), 1)
      }, { start: "2026-11-21T05:59:57.000Z" }))

    it("keeps no fault of the store: the same request again is done", () =>
      withService(async (service) => {
        const { ask, body, count, creates } = await making(service)
        service.weather.failing = creates
        assert.strictEqual((await ask(body, key)).status, 503)
        service.weather.failing = undefined
        assert.strictEqual((await ask(body, key)).status, 201)
        assert.strictEqual(count(), 1)
      }))

    it("comes after the checks of form, right and content", () =>
      withService(async (service) => {
        const { ask, body, forbidden, path } = await making(service)
        await ask(body, key)
        const asked = (who: Parameters<Service["call"]>[0], what: unknown, headers: Record<string, string> = key) =>
          service.call(who, "POST", path, what, headers)
        assert.strictEqual((await asked(undefined, body)).status, 401)
        assert.strictEqual((await asked("admin", "{")).status, 400)
        assert.strictEqual(
          (await asked("admin", body, { "idempotency-key": "a b" })).body.type,
          "/problems/malformed-idempotency-key"
        )
        assert.strictEqual((await asked(forbidden, body)).status, 403)
        const invalid = await ask({ nothing: true }, key)
        assert.deepStrictEqual([invalid.status, invalid.body.type], [422, "/problems/invalid"])
      }))

    it("is kept without a readable word of it", () =>
      withService(async (service) => {
        const { ask, body } = await making(service)
        const { headers } = await ask(body, key)
        const [kept] = service.world.keptRequests.entries()
        const bytes = Buffer.from(kept?.[1].answer ?? []).toString("latin1")
        assert.isAbove(bytes.length, 100)
        const said = JSON.stringify(kept) + bytes
        for (const word of ["0b7c-1", "example.test", "Ada", "TSA", headers.get("location") ?? "TSA"]) {
          assert.notInclude(said, word)
        }
      }))
  })
}

describe("an Idempotency-Key", () => {
  it("keeps a refusal too, until the key is free again after 24 hours", () =>
    withService(async ({ call, renewTokens, time, world }) => {
      const body = { parent_email: "ann@example.test", student_first_name: "Ada" }
      const ask = (headers: Record<string, string> = key) =>
        call("coach-1", "POST", "/parent-invitations", body, headers)
      await ask({ "idempotency-key": "another" })
      const refused = await ask()
      assert.deepStrictEqual([refused.status, refused.body.type], [409, "/problems/invitation-exists"])
      await call("coach-1", "DELETE", `/parent-invitations/${[...world.invitations.keys()][0] ?? ""}`)
      assert.deepStrictEqual(wire(await ask()), wire(refused))
      time.advance(86_400_001)
      await renewTokens()
      assert.strictEqual((await ask()).status, 201)
    }))

  it("is of 1 to 255 printable characters, quoted or bare", () =>
    withService(async ({ call }) => {
      const ask = async (header: string) =>
        (await call("admin", "POST", "/staff/schools", { nothing: true }, { "idempotency-key": header })).status
      for (const header of ["a", "a".repeat(255), '"a b"', '"a\\"b"', "8e03978e-40d5-43dd-bc93-6894a57f9324"]) {
        assert.strictEqual(await ask(header), 422, header)
      }
      for (const header of ["", '""', "a b", '"a', 'a"b', '"a\\b"', "é", "a".repeat(256)]) {
        assert.strictEqual(await ask(header), 400, header)
      }
    }))

  it("whose first draw is taken draws the same next one each time", () =>
    withService(async ({ call, time, weather, world }) => {
      const invite = (child: string, headers = {}) =>
        call(
          "coach-1",
          "POST",
          "/parent-invitations",
          { parent_email: "ann@example.test", student_first_name: child },
          headers
        )
      const { body: { invitation } } = await invite("Ada", key)
      const first = world.invitations.get(invitation.invitation_id)
      if (first === undefined) throw new Error("no invitation")
      world.invitations.clear()
      world.claims.clear()
      world.keptRequests.clear()
      world.invitations.set(first.invitation_id, { ...first, parent_email: "bob@example.test" })
      weather.failing = "Idempotency.replace"
      await invite("Ada", key)
      weather.failing = undefined
      time.advance(6000)
      const { body, status } = await invite("Ada", key)
      assert.strictEqual(status, 201)
      assert.sameMembers([...world.invitations.keys()], [first.invitation_id, body.invitation.invitation_id])
    }))
})
