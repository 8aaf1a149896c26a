import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, stepBodies } from "../harness.ts"

let service: Service
beforeEach(async () => {
  service = await makeService()
})
afterEach(() => service.dispose())

const invite = (child: object = {}) =>
  service.call("coach-1", "POST", "/parent-invitations", { parent_email: "ann@example.test", ...child })

/** Ann begins with a new invitation that says this about the child, and has reached step 4. Returns the path of her enrollment. */
const beforeStep4 = async (child: object = {}) => {
  const { call, drain, mailedToken } = service
  await drain()
  assert.strictEqual((await invite(child)).status, 201)
  await drain()
  return await beginAndWalk(mailedToken(), call)
}

const beginAndWalk = async (invitation_token: string, call: Service["call"]) => {
  const begin = { invitation_token, parent_email: "ann@example.test" }
  const { body } = await call("ann", "POST", "/admissions/enrollments", begin)
  const at = `/admissions/enrollments/${body.enrollment_id as string}`
  for (const step of [1, 2, 3] as const) await call("ann", "PUT", `${at}/steps/${step}`, stepBodies[step])
  return at
}

const name = async (at: string, first_name: string) => {
  const student_info = { ...stepBodies[4].student_info, first_name }
  const { status } = await service.call("ann", "PUT", `${at}/steps/4`, { ...stepBodies[4], student_info })
  assert.strictEqual(status, 200)
}

const sameChild = async (at: string) => (await service.call("registrar-1", "GET", at)).body.same_child
const eventsOf = async (at: string): Promise<ReadonlyArray<string>> =>
  (await service.call("ann", "GET", `${at}/events`)).body.events.map(({ type }: { type: string }) => type)
const idIn = (at: string) => at.split("/").at(-1)
const ada = { student_first_name: "ADA", student_last_name: "Lovelace" }

describe("the child that step 4 names", () => {
  it("cannot be invited again, although the invitation named none", async () => {
    const at = await beforeStep4()
    await name(at, "Ada")
    assert.strictEqual((await invite(ada)).body.reason, "enrollment_open")
    assert.isUndefined(await sameChild(at))
  })

  it("is told where another enrollment of the family has it: in an event and to staff; step 4 is accepted", async () => {
    const [one, other] = [await beforeStep4(), await beforeStep4()]
    await name(one, "Ada")
    await name(other, "Ada")
    assert.isUndefined(await sameChild(one))
    assert.strictEqual(await sameChild(other), idIn(one))
    assert.deepStrictEqual((await eventsOf(other)).filter((type) => type === "same_child_elsewhere").length, 1)
    assert.notInclude(await eventsOf(one), "same_child_elsewhere")
    const listed = await service.call("registrar-1", "GET", "/staff/enrollments")
    const row = listed.body.enrollments.find((each: { enrollment_id: string }) => each.enrollment_id === idIn(other))
    assert.strictEqual(row.same_child, idIn(one))
    for (const who of ["ann", "coach-1", "operator"] as const) {
      assert.isUndefined((await service.call(who, "GET", other)).body.same_child, who)
    }
    await name(other, "Bea")
    assert.isUndefined(await sameChild(other))
    assert.strictEqual((await invite({ ...ada, student_first_name: "Bea" })).body.reason, "enrollment_open")
  })

  it("is another one once its name is corrected: the former name is free again", async () => {
    const at = await beforeStep4()
    await name(at, "Adda")
    await name(at, "Ada")
    service.time.advance(21_000)
    assert.strictEqual((await invite({ ...ada, student_first_name: "Adda" })).status, 201)
    assert.strictEqual((await invite(ada)).status, 409)
  })

  it("is not kept by an open invitation, which is told of it when it is sent again or used", async () => {
    const at = await beforeStep4()
    const { call, drain, mailedToken } = service
    const { body } = await invite(ada)
    await drain()
    await name(at, "Ada")
    assert.isUndefined(await sameChild(at))
    const again = await call("coach-1", "PUT", `/parent-invitations/${body.invitation.invitation_id as string}/resend`)
    assert.strictEqual(again.body.reason, "enrollment_open")
    const second = await beginAndWalk(mailedToken(), call)
    await name(second, "Ada")
    assert.strictEqual(await sameChild(second), idIn(at))
    assert.isUndefined(await sameChild(at))
  })

  it("is claimed by the relay where the store was away for it", async () => {
    const at = await beforeStep4()
    const { drain, time, weather, world } = service
    weather.failing = "Invitations.claim"
    await name(at, "Ada")
    weather.failing = undefined
    time.advance(11_000)
    await drain()
    assert.strictEqual((await invite(ada)).body.reason, "enrollment_open")
    assert.isTrue([...world.enrollments.values()].every(({ child_claim_due_at }) => child_claim_due_at === undefined))
  })

  it("is told by the relay where another enrollment was faster", async () => {
    const [one, other] = [await beforeStep4(), await beforeStep4()]
    const { drain, time, weather } = service
    weather.failing = "Invitations.claim"
    await name(one, "Ada")
    weather.failing = undefined
    await name(other, "Ada")
    assert.isUndefined(await sameChild(other))
    time.advance(11_000)
    await drain()
    assert.strictEqual(await sameChild(one), idIn(other))
    assert.include(await eventsOf(one), "same_child_elsewhere")
  })

  it("that an older release claimed by its exact spelling is found under it", async () => {
    const { drain, mailedToken, world } = service
    const renee = { student_first_name: "Renée" }
    assert.strictEqual((await invite(renee)).status, 201)
    const [key, claim] = [...world.claims][0] ?? []
    if (key === undefined || claim === undefined) throw new Error("no claim")
    world.claims.delete(key)
    world.claims.set(
      await service.keyedHash("invitation-claim", JSON.stringify([1, "ann@example.test", "renée", ""])),
      claim
    )
    assert.strictEqual((await invite(renee)).body.reason, "invited")
    await drain()
    await beginAndWalk(mailedToken(), service.call)
    assert.strictEqual((await invite(renee)).body.reason, "enrollment_open")
    assert.strictEqual((await invite({ student_first_name: "Renee" })).body.reason, "enrollment_open")
  })
})
