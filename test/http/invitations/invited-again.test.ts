import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import type { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { enrollmentIdOf, InvitationId } from "../../../src/domain/values/identifiers.ts"
import type { NextAction } from "../../../src/http/representations/next-action.ts"
import { begun, makeService, type Service, stepBodies, walked } from "../harness.ts"
import type { Who } from "../people.ts"

let service: Service
beforeAll(async () => {
  service = await makeService()
})
afterAll(() => service.dispose())

const path = "/parent-invitations"
const idIn = (at: string) => at.split("/").at(-1) ?? ""

const invite = (who: Who, child: object, parent_email = "ann@example.test") =>
  service.call(who, "POST", path, { parent_email, ...child })

/** Returns the actions that a refusal names, under their names there. */
const actionsOf = (body: { readonly next_actions: ReadonlyArray<{ readonly action: string }> }) =>
  body.next_actions.map(({ action }) => action)

/** Does what a refusal says can be done next. */
const follow = async (who: Who, { next_actions: [next] }: { readonly next_actions: ReadonlyArray<NextAction> }) => {
  if (next === undefined) throw new Error("no next action")
  const body = next.action === "sign_in"
    ? { email: "ann@example.test" }
    : next.action === "reopen"
    ? { reason: "The family has changed its mind." }
    : undefined
  const answer = await service.call(next.action === "sign_in" ? undefined : who, next.method, next.href, body)
  await service.drain()
  return answer
}

describe("a child who is invited again", () => {
  it("while the invitation is open: may have it sent again, by its coach and by staff", async () => {
    const family = "abe@example.test"
    const first = await invite("coach-1", { student_first_name: "Abe" }, family)
    for (const who of ["coach-1", "registrar-1"] as const) {
      const { body, status } = await invite(who, { student_first_name: "Abe" }, family)
      assert.deepStrictEqual([status, body.reason, actionsOf(body)], [409, "invited", ["resend"]])
      assert.isUndefined(body.enrollment_id)
      const again = await follow(who, body)
      assert.strictEqual(again.body.invitation.invitation_id, first.body.invitation.invitation_id)
    }
    const other = await invite("coach-both", { student_first_name: "Abe", school_id: 1 }, family)
    assert.deepStrictEqual([other.status, other.body.reason, actionsOf(other.body)], [409, "invited", []])
    assert.notInclude(other.text, first.body.invitation.invitation_id)
  })

  it("while its enrollment is open: the family signs in and goes on", async () => {
    const at = await begun(service, "Bea")
    const coach = await invite("coach-1", { student_first_name: "Bea" })
    assert.deepStrictEqual([coach.status, coach.body.reason, actionsOf(coach.body)], [409, "enrollment_open", [
      "sign_in"
    ]])
    assert.isUndefined(coach.body.enrollment_id)
    const staff = await invite("registrar-1", { student_first_name: "Bea" })
    assert.strictEqual(staff.body.enrollment_id, idIn(at))
    assert.strictEqual((await follow("registrar-1", staff.body)).status, 200)
    await service.drain()
    const { body } = await service.call("ann", "GET", "/admissions/enrollments")
    assert.include(body.enrollments.map((each: { enrollment_id: string }) => each.enrollment_id), idIn(at))
  })

  it("after a withdrawal by mistake: staff reopen the enrollment, and the family goes on", async () => {
    const at = await begun(service, "Cleo")
    await service.call("ann", "PUT", `${at}/steps/1`, stepBodies[1])
    await service.call("ann", "POST", `${at}/withdraw`, { reason: "The wrong button." })
    const coach = await invite("coach-1", { student_first_name: "Cleo" })
    assert.deepStrictEqual([coach.status, coach.body.reason, coach.body.next_actions], [409, "enrollment_closed", []])
    const staff = await invite("registrar-1", { student_first_name: "Cleo" })
    assert.deepStrictEqual([staff.body.reason, actionsOf(staff.body)], ["enrollment_closed", ["reopen"]])
    assert.strictEqual(staff.body.enrollment_id, idIn(at))
    const reopened = await follow("registrar-1", staff.body)
    assert.deepStrictEqual([reopened.status, reopened.body.status], [200, "in_progress"])
    assert.strictEqual((await invite("registrar-1", { student_first_name: "Cleo" })).body.reason, "enrollment_open")
    assert.strictEqual((await service.call("ann", "PUT", `${at}/steps/2`, stepBodies[2])).status, 200)
  })

  it("300 days later too", async () => {
    const later = await makeService()
    const at = await begun(later, "Dan")
    await later.call("ann", "POST", `${at}/withdraw`, { reason: "We moved." })
    later.time.advance(300 * 86_400_000)
    await later.renewTokens()
    const again = await later.call("registrar-1", "POST", path, {
      parent_email: "ann@example.test",
      student_first_name: "Dan"
    })
    assert.deepStrictEqual([again.body.reason, actionsOf(again.body)], ["enrollment_closed", ["reopen"]])
    const reopened = await later.call("admin", "POST", `${at}/reopen`, { reason: "They are back." })
    assert.deepStrictEqual([reopened.status, reopened.body.status], [200, "pending"])
    await later.dispose()
  })

  it("after the enrollment is complete: the family signs in to it", async () => {
    const at = await walked(service, 6, "Eve")
    const { body, status } = await invite("registrar-1", { student_first_name: "Eve" })
    assert.deepStrictEqual([status, body.reason, actionsOf(body)], [409, "enrollment_completed", ["sign_in"]])
    assert.strictEqual(body.enrollment_id, idIn(at))
    assert.strictEqual((await follow("registrar-1", body)).status, 200)
  })

  it("whose enrollment is kept from the one who invites: is told nothing of it", async () => {
    const at = await begun(service, "Flo")
    const blocked = { blocked: ["registrar-1@example.test"] }
    assert.strictEqual((await service.call("admin", "PUT", `/staff${at.slice(11)}/custody`, blocked)).status, 200)
    const { body, status } = await invite("registrar-1", { student_first_name: "Flo" })
    assert.deepStrictEqual([status, body.reason, body.next_actions], [409, "invited", []])
    assert.isUndefined(body.enrollment_id)
  })

  it.each([
    ["O’Shea", "O'Shea"],
    ["Renée", "Renee"],
    ["Anne  Marie", "anne-marie"],
    ["Jose\u0301", "JOSÉ"]
  ])("in another spelling is the same child: %s, %s", async (one, other) => {
    const family = `spelling-${encodeURIComponent(one).replaceAll("%", "-")}@example.test`
    assert.strictEqual((await invite("coach-1", { student_first_name: one }, family)).status, 201)
    assert.strictEqual((await invite("coach-1", { student_first_name: other }, family)).body.reason, "invited")
  })

  it("in letters that have no Latin ones is told apart", async () => {
    for (const child of ["李", "王", "सीता", "सति", "かい", "がい"]) {
      assert.strictEqual((await invite("coach-1", { student_first_name: child }, "letters@example.test")).status, 201)
    }
  })
})

describe("an invitation that names no child", () => {
  const family = "nameless@example.test"

  it("says, while it is open, that the next one must name the child", async () => {
    assert.strictEqual((await invite("coach-1", {}, family)).status, 201)
    const { body, status } = await invite("coach-1", { student_last_name: "" }, family)
    assert.deepStrictEqual([status, body.reason, actionsOf(body)], [409, "invited", ["name_child", "resend"]])
    assert.include(body.detail, "name the child")
    assert.strictEqual((await invite("coach-1", { student_first_name: "Gus" }, family)).status, 201)
  })

  it("that was used does not keep the sibling from one", async () => {
    const { call, drain, mailedToken } = service
    assert.strictEqual((await invite("coach-1", {})).status, 201)
    await drain()
    const { status } = await call("ann", "POST", "/admissions/enrollments", {
      invitation_token: mailedToken(),
      parent_email: "ann@example.test"
    })
    assert.strictEqual(status, 201)
    assert.strictEqual((await invite("coach-1", {})).status, 201)
  })
})

describe("a service that is killed between the claim and the invitation", () => {
  const family = "killed@example.test"

  it("leaves a claim that is told as unavailable, and taken over once nobody can be under way", async () => {
    const { body } = await invite("coach-1", { student_first_name: "Hal" }, family)
    service.world.invitations.delete(body.invitation.invitation_id)
    const soon = await invite("coach-1", { student_first_name: "Hal" }, family)
    assert.deepStrictEqual([soon.status, soon.headers.get("retry-after")], [503, "5"])
    service.time.advance(21_000)
    assert.strictEqual((await invite("coach-1", { student_first_name: "Hal" }, family)).status, 201)
  })

  it("leaves the same where its clock was an hour ahead", async () => {
    const { body } = await invite("coach-1", { student_first_name: "Ida" }, family)
    service.world.invitations.delete(body.invitation.invitation_id)
    service.time.advance(-3_600_000)
    assert.strictEqual((await invite("coach-1", { student_first_name: "Ida" }, family)).status, 201)
    service.time.advance(3_600_000)
  })

  it("is told from two who invite at the same moment: one of them is told of the other's", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => invite("coach-1", { student_first_name: "Jon" }, family))
    )
    assert.deepStrictEqual(answers.map(({ status }) => status).toSorted((one, other) => one - other), [
      201,
      409,
      409,
      409,
      409,
      409
    ])
  })
})

describe("a begin", () => {
  const ready = async (child: string) => {
    await service.drain()
    const { body } = await invite("coach-1", { student_first_name: child })
    await service.drain()
    const invitation_token = service.mailedToken()
    const id = InvitationId.make(body.invitation.invitation_id as string)
    return {
      id,
      at: `${path}/${id}`,
      begin: () =>
        service.call("ann", "POST", "/admissions/enrollments", { invitation_token, parent_email: "ann@example.test" })
    }
  }

  /** Changes the invitation after the begin has read it, at the moment when the begin looks for the enrollment. */
  const meanwhile = (id: InvitationId, change: (invitation: Invitation) => Invitation) => {
    const { enrollments, invitations } = service.world
    const get = enrollments.get.bind(enrollments)
    enrollments.get = (key) => {
      enrollments.get = get
      const invitation = invitations.get(id)
      if (invitation !== undefined) invitations.set(id, change(invitation))
      return get(key)
    }
  }

  it("that meets a revocation between its reads and its writes begins nothing", async () => {
    const { world } = service
    const { at, begin, id } = await ready("Kim")
    meanwhile(id, (invitation) => ({ ...invitation, state: "revoked", version: invitation.version + 1 }))
    const refused = await begin()
    assert.deepStrictEqual([refused.status, refused.body.type], [409, "/problems/invitation-revoked"])
    assert.isFalse(world.enrollments.has(enrollmentIdOf(id)))
    assert.strictEqual((await service.call("coach-1", "GET", at)).body.invitation.status, "revoked")
    assert.strictEqual((await invite("coach-1", { student_first_name: "Kim" })).status, 201)
  })

  it("that ends before its enrollment is there may come again, also after the invitation's time; it may be sent again", async () => {
    const { call, drain, mailedToken, renewTokens, time, weather, world } = service
    const { at, begin, id } = await ready("Lea")
    weather.failing = "Enrollments.create"
    assert.strictEqual((await begin()).status, 503)
    weather.failing = undefined
    assert.strictEqual((await call("coach-1", "DELETE", at)).body.type, "/problems/invitation-accepted")
    const { body } = await invite("coach-1", { student_first_name: "Lea" })
    assert.deepStrictEqual([body.reason, actionsOf(body)], ["invited", ["resend"]])
    time.advance(15 * 86_400_000)
    await renewTokens()
    assert.strictEqual((await invite("coach-1", { student_first_name: "Lea" })).body.reason, "invited")
    assert.strictEqual((await follow("coach-1", body)).status, 200)
    await drain()
    const { status } = await call("ann", "POST", "/admissions/enrollments", {
      invitation_token: mailedToken(),
      parent_email: "ann@example.test"
    })
    assert.strictEqual(status, 201)
    assert.isTrue(world.enrollments.has(enrollmentIdOf(id)))
    assert.strictEqual((await invite("coach-1", { student_first_name: "Lea" })).body.reason, "enrollment_open")
    assert.strictEqual((await call("coach-1", "PUT", `${at}/resend`)).body.type, "/problems/invitation-accepted")
  })

  it("whose acceptance meets the mail's outcome is accepted all the same", async () => {
    const { call } = service
    const { at, begin, id } = await ready("Max")
    meanwhile(id, (invitation) => ({ ...invitation, rev: invitation.rev + 1 }))
    assert.strictEqual((await begin()).status, 201)
    assert.strictEqual((await call("coach-1", "GET", at)).body.invitation.status, "accepted")
  })
})
