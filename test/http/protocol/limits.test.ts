import { assert, describe, it } from "@effect/vitest"
import { makeService, type Service } from "../harness.ts"

/** The start of a window: no test outlives it. */
const start = "2026-12-01T15:00:00.000Z"

const fromNetwork = (network: string) => ({ "x-test-network": network })

/** Asks this often; a request's number chooses its network and address. Returns the statuses. */
const repeated = async (times: number, ask: (index: number) => ReturnType<Service["call"]>) => {
  const statuses: Array<number> = []
  for (let index = 0; index < times; index++) statuses.push((await ask(index)).status)
  return statuses
}

const well = (times: number, status = 200) => Array.from({ length: times }, () => status)

const askFor = ({ call }: Service, email: string, network = "192.0.2.1") =>
  call(undefined, "POST", "/auth/magic-link", { email }, fromNetwork(network))

describe("links by mail", () => {
  it("go three times in five minutes to an address, wherever they are asked for; then it is said when again", async () => {
    const service = await makeService({ start })
    const { time, world } = service
    time.advance(90_000)
    const ask = (index: number) => askFor(service, "Ann@Example.Test", `192.0.2.${index}`)
    assert.deepStrictEqual(await repeated(3, ask), well(3))
    const links = [...world.links.values()]
    const { body, headers, status } = await askFor(service, "ann@example.test", "198.51.100.7")
    assert.strictEqual(status, 429)
    const wait = Number(headers.get("retry-after"))
    assert.isTrue(wait > 200 && wait <= 210)
    assert.strictEqual(body.type, "/problems/too-many-requests")
    assert.strictEqual(body.retry_after_minutes, 4)
    assert.strictEqual(headers.get("ratelimit-policy"), '"link-to-address";q=3;w=300')
    assert.strictEqual(headers.get("ratelimit"), `"link-to-address";r=0;t=${wait}`)
    assert.deepStrictEqual([...world.links.values()], links)
    assert.strictEqual((await askFor(service, "bob@example.test")).status, 200)
    time.advance(wait * 1000)
    assert.strictEqual((await askFor(service, "ann@example.test")).status, 200)
    await service.dispose()
  })

  it("are not asked for where nobody could count, whoever it is, and nothing is written", async () => {
    const service = await makeService({ start })
    service.weather.failing = "Counters.count"
    for (const email of ["ann@example.test", "stranger@example.test"]) {
      const { body, headers, status } = await askFor(service, email)
      assert.strictEqual(status, 503)
      assert.strictEqual(body.type, "/problems/store-unavailable")
      assert.isAbove(Number(headers.get("retry-after")), 0)
    }
    assert.isEmpty([...service.world.links.keys()])
    await service.dispose()
  })

  it("are counted without a trace of the address or the network", async () => {
    const service = await makeService({ start })
    await askFor(service, "ann@example.test", "198.51.100.77")
    const kept = JSON.stringify([...service.world.counts])
    assert.include(kept, "link-to-address#")
    for (const personal of ["ann", "example.test", "198.51.100"]) assert.notInclude(kept, personal)
    await service.dispose()
  })
})

describe("secrets", () => {
  it("are guessed ten times for one address, then no more, wherever from", async () => {
    const service = await makeService({ start })
    const guess = (index: number) =>
      service.call(
        undefined,
        "POST",
        "/auth/verify",
        { token: "guess", email: "ann@example.test" },
        fromNetwork(`192.0.2.${index}`)
      )
    assert.deepStrictEqual(await repeated(10, guess), well(10, 400))
    assert.strictEqual((await guess(11)).status, 429)
    await service.dispose()
  })

  it("of invitations are guessed by either route as by one", async () => {
    const service = await makeService({ start })
    await service.call(undefined, "GET", "/parent-invitations/validate/guess")
    await service.call(undefined, "POST", "/admissions/validate-invitation", { invitation_token: "guess" })
    const counts = [...service.world.counts].filter(([key]) => key.startsWith("opened-invitations#"))
    assert.deepStrictEqual(counts.map(([, { count }]) => count), [2])
    await service.dispose()
  })
})

describe("mails of invitations", () => {
  it("go to one family again five times in an hour, and none where nobody could count", async () => {
    const service = await makeService({ start })
    const { call, drain, weather, world } = service
    const { body } = await call("coach-1", "POST", "/parent-invitations", { parent_email: "ann@example.test" })
    const again = () => call("coach-1", "PUT", `/parent-invitations/${body.invitation.invitation_id as string}/resend`)
    assert.deepStrictEqual(await repeated(5, again), well(5))
    assert.strictEqual((await again()).status, 429)
    weather.failing = "Counters.count"
    assert.strictEqual((await again()).status, 503)
    const other = await call("coach-1", "POST", "/parent-invitations", { parent_email: "bob@example.test" })
    assert.strictEqual(other.status, 503)
    await drain()
    assert.deepStrictEqual(world.mailbox.map(({ to }) => to), ["ann@example.test"])
    await service.dispose()
  })
})

describe("any request", () => {
  it("of a principal has a bucket of its own, wherever it comes from; a network has one for the rest", async () => {
    const service = await makeService({ start, requestsPerMinute: 3 })
    const { call } = service
    const read = (who: "ann" | "bob" | undefined, network: string) =>
      call(who, "GET", who === undefined ? "/version" : "/admissions/enrollments", undefined, fromNetwork(network))
    assert.deepStrictEqual(await repeated(3, (index) => read("ann", `192.0.2.${index}`)), well(3))
    const refused = await read("ann", "192.0.2.9")
    assert.strictEqual(refused.status, 429)
    assert.strictEqual(refused.headers.get("ratelimit-policy"), '"requests";q=3;w=60')
    assert.isTrue(Number(refused.headers.get("retry-after")) > 0 && Number(refused.headers.get("retry-after")) <= 20)
    assert.strictEqual((await read("bob", "192.0.2.9")).status, 200)
    assert.deepStrictEqual(await repeated(3, () => read(undefined, "192.0.2.9")), well(3))
    assert.strictEqual((await read(undefined, "192.0.2.9")).status, 429)
    assert.strictEqual((await read(undefined, "192.0.2.8")).status, 200)
    await service.dispose()
  })

  it("with a token that is not good is its network's; whoever watches is answered all the same", async () => {
    const service = await makeService({ start, requestsPerMinute: 3 })
    const bad = () =>
      service.call(undefined, "GET", "/admissions/enrollments", undefined, { authorization: "Bearer guess" })
    assert.deepStrictEqual(await repeated(3, bad), well(3, 401))
    assert.strictEqual((await bad()).status, 429)
    for (const path of ["/health/live", "/health/ready", "/metrics"]) {
      assert.strictEqual((await service.call(undefined, "GET", path)).status, 200)
    }
    await service.dispose()
  })
})
