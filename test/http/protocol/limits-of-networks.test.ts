import { assert, describe, it } from "@effect/vitest"
import { networkLimits } from "../../../src/http/limits/figures.ts"
import { makeService, type Service } from "../harness.ts"

/** The start of a window: no test outlives it. */
const start = "2026-12-01T15:00:00.000Z"
const minutes = 60_000

const fromNetwork = (network: string) => ({ "x-test-network": network })

const askFor = ({ call }: Service, email: string, network: string) =>
  call(undefined, "POST", "/auth/magic-link", { email }, fromNetwork(network))

/** Sets the count as if this had been asked so often already. */
const counted = async ({ world }: Service, name: string, count: number, ask: () => ReturnType<Service["call"]>) => {
  const before = new Set(world.counts.keys())
  const { status } = await ask()
  assert.notStrictEqual(status, 429)
  for (const [key, { ends_at }] of world.counts) {
    if (key.startsWith(`${name}#`) && !before.has(key)) world.counts.set(key, { count, ends_at })
  }
}

describe("families in one gym", () => {
  it("thirty of them ask for their links at once, some twice, and every one gets it and signs in", async () => {
    const service = await makeService({ start })
    const { call, drain, mailedToken, secrets } = service
    const families = Array.from({ length: 30 }, (_, index) => `family-${index}@example.test`)
    for (const parent_email of families) await call("coach-1", "POST", "/parent-invitations", { parent_email })
    await drain()
    const opened = families.map((email) =>
      call(
        undefined,
        "POST",
        "/admissions/validate-invitation",
        { invitation_token: mailedToken(email) },
        fromNetwork("192.0.2.1")
      )
    )
    for (const { status } of await Promise.all(opened)) assert.strictEqual(status, 200)
    const asked = [...families, ...families].map((email) => askFor(service, email, "192.0.2.1"))
    for (const { status } of await Promise.all(asked)) assert.strictEqual(status, 200)
    await drain()
    for (const email of families) {
      const { body, status } = await call(
        undefined,
        "POST",
        "/auth/verify",
        { email, token: mailedToken(email) },
        fromNetwork("192.0.2.1")
      )
      assert.strictEqual(status, 200)
      for (const token of Object.values<string>(body.tokens)) secrets.add(token)
    }
    await service.dispose()
  })
})

describe("a network", () => {
  const asks: ReadonlyArray<
    readonly [keyof typeof networkLimits, most: number, wider: number, path: string, body: object]
  > = [
    ["linkFromNetwork", 300, 1000, "/auth/magic-link", { email: "nobody@example.test" }],
    ["verifyFromNetwork", 600, 2000, "/auth/verify", { email: "nobody@example.test", token: "guess" }],
    ["refreshFromNetwork", 1200, 4000, "/auth/refresh", { refresh_token: "guess" }],
    ["openedInvitations", 600, 2000, "/admissions/validate-invitation", { invitation_token: "guess" }]
  ]
  it.each(asks)("by %s asks %i times in five minutes, a /48 %i times", async (limit, most, wider, path, body) => {
    const { name } = networkLimits[limit]
    for (const network of ["192.0.2.1", "2001:db8:1:2::/64"]) {
      const service = await makeService({ start })
      const ask = (from: string) => service.call(undefined, "POST", path, body, fromNetwork(from))
      await counted(service, name, most - 1, () => ask(network))
      assert.notStrictEqual((await ask(network)).status, 429)
      const refused = await ask(network)
      assert.deepStrictEqual([refused.status, refused.headers.get("ratelimit-policy")], [
        429,
        `"${name}";q=${most};w=300`
      ])
      assert.notStrictEqual((await ask("2001:db8:2:2::/64")).status, 429)
      await service.dispose()
    }
    const service = await makeService({ start })
    const ask = (from: string) => service.call(undefined, "POST", path, body, fromNetwork(from))
    await counted(service, `${name}-48`, wider - 1, () => ask("2001:db8:1:1::/64"))
    assert.notStrictEqual((await ask("2001:db8:1:2::/64")).status, 429)
    const refused = await ask("2001:db8:1:3::/64")
    assert.deepStrictEqual([refused.status, refused.headers.get("ratelimit-policy")], [
      429,
      `"${name}-48";q=${wider};w=300`
    ])
    assert.notStrictEqual((await ask("2001:db8:2:3::/64")).status, 429)
    service.time.advance(5 * minutes)
    assert.notStrictEqual((await ask("2001:db8:1:3::/64")).status, 429)
    await service.dispose()
  })

  it("that has used up its own requests takes nothing more from its neighbours in the /48", async () => {
    const service = await makeService({ start })
    await counted(service, "link-from-network", 300, () => askFor(service, "a@example.test", "2001:db8:1:1::/64"))
    const wider = () => [...service.world.counts].find(([key]) => key.startsWith("link-from-network-48#"))?.[1].count
    assert.strictEqual(wider(), 1)
    for (let time = 0; time < 5; time++) {
      assert.strictEqual((await askFor(service, "a@example.test", "2001:db8:1:1::/64")).status, 429)
    }
    assert.strictEqual(wider(), 1)
    await service.dispose()
  })

  it("of IPv4, or that is not known, has nothing wider", async () => {
    const service = await makeService({ start })
    for (const network of ["192.0.2.1", "unknown"]) await askFor(service, "a@example.test", network)
    assert.isFalse([...service.world.counts.keys()].some((key) => key.includes("-48#")))
    await service.dispose()
  })

  it("of one /48 shares a bucket that is wider than a network's, and what a principal asks is not its", async () => {
    const service = await makeService({ start, requestsPerMinute: 3 })
    const read = (who: "ann" | undefined, network: string) =>
      service.call(
        who,
        "GET",
        who === undefined ? "/version" : "/admissions/enrollments",
        undefined,
        fromNetwork(network)
      )
    const statuses = async (network: string, times: number, who?: "ann") => {
      const all: Array<number> = []
      for (let time = 0; time < times; time++) all.push((await read(who, network)).status)
      return all
    }
    assert.deepStrictEqual(await statuses("2001:db8:1:1::/64", 4), [200, 200, 200, 429])
    assert.deepStrictEqual(await statuses("2001:db8:1:2::/64", 3, "ann"), [200, 200, 200])
    for (const network of ["2001:db8:1:3::/64", "2001:db8:1:4::/64"]) {
      assert.deepStrictEqual(await statuses(network, 3), [200, 200, 200])
    }
    assert.deepStrictEqual(await statuses("2001:db8:1:5::/64", 2), [200, 429])
    assert.deepStrictEqual(await statuses("2001:db8:2:5::/64", 1), [200])
    await service.dispose()
  })
})
