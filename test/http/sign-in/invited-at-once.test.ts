import { assert, describe, it } from "@effect/vitest"
import { deliverLinkOf } from "../../../src/domain/sign-in/deliver-link.ts"
import { makeService, type Service } from "../harness.ts"
import { visitor } from "./signing-in.ts"

const start = "2026-12-01T15:00:00.000Z"
const path = "/parent-invitations"
const address = "new@example.test"

const withService = async (does: (service: Service) => Promise<void>) => {
  const service = await makeService({ start })
  await does(service)
  await service.dispose()
}

const invite = ({ call }: Service, more: object = {}) =>
  call("coach-1", "POST", path, { parent_email: address, ...more })
/** Everything that inviting, or inviting again, writes. */
const writes = ["claim", "noteInvited", "create", "replace"].map((method) => `Invitations.${method}`)
const linksTo = ({ world }: Service) =>
  world.mailbox.filter(({ subject, to }) => to === address && subject === "Your sign-in link").length

/** Works on every requested link but no invitation, like a relay that finds the links first. */
const linksFirst = async ({ run, world }: Service) => {
  for (const key of world.links.keys()) await run(deliverLinkOf(key))
}

describe("a family that asks for its link at once", () => {
  it("gets it although the mail of its invitation is still to go out", () =>
    withService(async (service) => {
      assert.strictEqual((await invite(service)).status, 201)
      await visitor(service, address).ask()
      await linksFirst(service)
      assert.strictEqual(linksTo(service), 1)
      await service.drain()
      assert.strictEqual(linksTo(service), 1)
    }))

  it("gets it although the mail of its invitation does not go out at all", () =>
    withService(async (service) => {
      await invite(service)
      for (const [id, invitation] of service.world.invitations) {
        const { mail: _, ...rest } = invitation
        service.world.invitations.set(id, rest)
      }
      await visitor(service, address).signedIn()
      assert.strictEqual(linksTo(service), 1)
    }))

  it("gets it after an invitation that had expired was sent again", () =>
    withService(async (service) => {
      const { body } = await invite(service)
      await service.drain()
      service.time.advance(20 * 86_400_000)
      await service.renewTokens()
      const family = visitor(service, address)
      await family.ask()
      await service.drain()
      assert.strictEqual(linksTo(service), 0)
      await service.call("coach-1", "PUT", `${path}/${body.invitation.invitation_id as string}/resend`)
      await family.ask()
      await linksFirst(service)
      assert.strictEqual(linksTo(service), 1)
    }))

  it("is lost at no write at which the service may die while it is invited, or invited again", () =>
    withService(async (service) => {
      const { call, weather, world } = service
      const dyingAt = async (asks: () => Promise<{ readonly status: number }>) => {
        weather.calls.length = 0
        assert.isBelow((await asks()).status, 300)
        return [...new Set(weather.calls)].filter((name) => writes.includes(name))
      }
      const check = async (write: string) => {
        const [held] = world.invitations.values()
        const isOpen = held !== undefined && held.expires_at > service.time.now()
        const before = linksTo(service)
        await visitor(service, address).ask()
        await linksFirst(service)
        if (isOpen) assert.strictEqual(linksTo(service), before + 1, write)
        service.time.advance(600_000)
        await service.renewTokens()
      }
      const forget = () => {
        for (const room of [world.invitations, world.invited, world.claims, world.links]) room.clear()
      }
      const inviting = await dyingAt(() => invite(service))
      assert.lengthOf(inviting, 3)
      for (const write of inviting) {
        forget()
        weather.failing = write
        assert.strictEqual((await invite(service)).status, 503, write)
        weather.failing = undefined
        await check(write)
        assert.strictEqual((await invite(service)).status, 201, `${write}, then again`)
        await check(`${write}, then again`)
      }
      const again = () => call("coach-1", "PUT", `${path}/${[...world.invitations.keys()][0] ?? ""}/resend`)
      for (const write of await dyingAt(again)) {
        service.time.advance(20 * 86_400_000)
        await service.renewTokens()
        weather.failing = write
        assert.strictEqual((await again()).status, 503, write)
        weather.failing = undefined
        await check(`resend, ${write}`)
        assert.strictEqual((await again()).status, 200, `resend, ${write}, then again`)
        await check(`resend, ${write}, then again`)
      }
    }))
})

describe("an invitation of the release before, which noted nobody until its mail went out", () => {
  const forgetful = async (service: Service) => {
    await invite(service)
    service.world.invited.clear()
  }

  it("brings the link that its family asked for in vain, once", () =>
    withService(async (service) => {
      await forgetful(service)
      const family = visitor(service, address)
      await family.ask()
      await linksFirst(service)
      assert.strictEqual(linksTo(service), 0)
      await service.drain()
      assert.strictEqual(linksTo(service), 1)
      assert.strictEqual((await family.verify(service.mailedToken(address))).status, 200)
      await service.drain()
      assert.strictEqual(linksTo(service), 1)
    }))

  it("leaves alone the link of somebody who may sign in anyway, and of whom nobody waits for", () =>
    withService(async (service) => {
      const ann = visitor(service, "ann@example.test")
      await service.call("coach-1", "POST", path, { parent_email: "ann@example.test" })
      service.world.invited.clear()
      await ann.ask()
      await linksFirst(service)
      const token = service.mailedToken()
      await service.drain()
      assert.strictEqual((await ann.verify(token)).status, 200)

      await forgetful(service)
      await visitor(service, address).ask()
      await linksFirst(service)
      service.time.advance(3_600_000)
      await service.drain()
      assert.strictEqual(linksTo(service), 0)
    }))
})
