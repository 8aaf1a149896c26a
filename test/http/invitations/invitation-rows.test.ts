import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import type { Invitation } from "../../../src/domain/invitation/invitation.ts"
import { revokeInvitation } from "../../../src/domain/invitation/transitions.ts"
import { context } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf, invitationOf } from "../../fixtures/enrollments.ts"
import { begun, makeService, type Service, stepBodies } from "../harness.ts"
import type { Who } from "../people.ts"

const path = "/parent-invitations"
let service: Service
beforeEach(async () => {
  service = await makeService({ start: "2024-12-09T16:00:00.000Z" })
})
afterEach(() => service.dispose())

interface Row {
  readonly invitation_id: string
  readonly enrollment: object | null
}
const list = async (who: Who, query = "") =>
  (await service.call(who, "GET", `${path}${query}`)).body.invitations as ReadonlyArray<Row>

/** Stores invitations by coach-1, one a minute, the newest last. Those for which `isOver` is true are revoked. */
const stored = (many: number, isOver: (n: number) => boolean): ReadonlyArray<Invitation> =>
  Array.from({ length: many }, (_, n) => {
    const open = invitationOf({ coach_id: "coach-1", school_id: 1 }, n)
    const invitation = isOver(n) ? revokeInvitation(open, context(n + 1)) : open
    service.world.invitations.set(invitation.invitation_id, invitation)
    return invitation
  })

/** Returns the calls of these ports that this work makes. */
const calls = async (does: () => Promise<unknown>) => {
  service.weather.calls.length = 0
  await does()
  return service.weather.calls.filter((name) => /^(Invitations|Enrollments)\./.test(name))
}

describe("the row of an invitation", () => {
  it("tells how its enrollment stands, to its coach and to staff", async () => {
    const { call } = service
    const invited = { parent_email: "ann@example.test", student_first_name: "Ada" }
    const { body: { invitation } } = await call("coach-1", "POST", path, invited)
    assert.isNull(invitation.enrollment)
    await service.drain()
    const begin = { invitation_token: service.mailedToken(), parent_email: "ann@example.test" }
    const { body: { enrollment_id } } = await call("ann", "POST", "/admissions/enrollments", begin)
    const told = async (enrollment: object) => {
      for (const who of ["coach-1", "registrar-1", "admin-1"] as const) {
        assert.deepStrictEqual((await list(who)).map((row) => row.enrollment), [enrollment], who)
        const { body } = await call(who, "GET", `${path}/${invitation.invitation_id as string}`)
        assert.deepStrictEqual(body.invitation.enrollment, enrollment, who)
      }
    }
    await told({ enrollment_id, status: "pending", current_step: 1 })
    await call("ann", "PUT", `/admissions/enrollments/${enrollment_id as string}/steps/1`, stepBodies[1])
    await told({ enrollment_id, status: "in_progress", current_step: 2 })
    await call("ann", "POST", `/admissions/enrollments/${enrollment_id as string}/withdraw`, { reason: "We moved." })
    await told({ enrollment_id, status: "withdrawn", current_step: 2 })
  })

  it("is another one for whoever held it before its family went on", async () => {
    const { call } = service
    const at = await begun(service)
    const id = (await list("coach-1"))[0]?.invitation_id ?? ""
    const { headers } = await call("coach-1", "GET", `${path}/${id}`)
    const again = () =>
      call("coach-1", "GET", `${path}/${id}`, undefined, { "if-none-match": headers.get("etag") ?? "" })
    assert.strictEqual((await again()).status, 304)
    await call("ann", "PUT", `${at}/steps/1`, stepBodies[1])
    assert.strictEqual((await again()).status, 200)
  })

  it("comes with others in two calls, however many there are", async () => {
    const invitations = stored(120, () => false)
    for (const invitation of invitations) {
      const enrollment = enrollmentOf(invitation)
      service.world.enrollments.set(enrollment.enrollment_id, enrollment)
    }
    for (const [who, port] of [["coach-1", "listByCoach"], ["registrar-1", "listBySchool"]] as const) {
      let rows: ReadonlyArray<Row> = []
      const made = await calls(async () => {
        rows = await list(who, "?limit=100")
      })
      assert.deepStrictEqual(made, [`Invitations.${port}`, "Enrollments.getMany"])
      assert.lengthOf(rows.filter(({ enrollment }) => enrollment !== null), 100)
    }
  })
})

describe("a list of those of one status", () => {
  it("is read in few calls although 49 of 50 are found at once and the last is the oldest of 400", async () => {
    stored(400, (n) => n > 0 && n < 351)
    let rows: ReadonlyArray<Row> = []
    const made = await calls(async () => {
      rows = await list("coach-1", "?status=pending")
    })
    assert.lengthOf(rows, 50)
    assert.isAtMost(made.length, 8, made.join(" "))
  })

  it("comes page by page, each row once and in order, every page but the last full, whatever its size", async () => {
    const invitations = stored(60, (n) => n % 7 > 1)
    const hidden = new Set(invitations.filter((_, n) => n % 5 === 0).map((each) => each.invitation_id))
    for (const invitation of invitations.filter(({ invitation_id }) => hidden.has(invitation_id))) {
      const enrollment = { ...enrollmentOf(invitation), blocked: ["coach-1@example.test"] }
      service.world.enrollments.set(enrollment.enrollment_id, enrollment)
    }
    for (const [status, state] of [["pending", "open"], ["revoked", "revoked"]] as const) {
      const expected = invitations.filter((each) => each.state === state && !hidden.has(each.invitation_id))
        .map((each) => each.invitation_id).toReversed()
      for (const limit of [1, 2, 3, 5, 8, 13, 200]) {
        const seen: Array<string> = []
        let next: string | undefined = `${path}?limit=${limit}&status=${status}`
        while (next !== undefined) {
          const { body, headers } = await service.call("coach-1", "GET", next)
          seen.push(...(body.invitations as ReadonlyArray<Row>).map((row) => row.invitation_id))
          next = /<(.+)>/.exec(headers.get("link") ?? "")?.[1]
          if (next !== undefined) assert.strictEqual(body.count, limit)
        }
        assert.deepStrictEqual(seen, expected, `${status} ${limit}`)
      }
    }
  })
})

describe("what custody keeps from somebody", () => {
  const blocking = async (...blocked: ReadonlyArray<string>) => {
    const at = await begun(service)
    await service.call("admin-1", "PUT", `/staff${at.slice("/admissions".length)}/custody`, { blocked })
    const [id] = service.world.invitations.keys()
    return `${path}/${id ?? ""}`
  }

  it("is in no list of theirs, and not there when they ask for it: coach, registrar, admin", async () => {
    const everybody = ["coach-1", "registrar-1", "admin-1", "admin"] as const
    const at = await blocking(...everybody.map((who) => `${who}@example.test`))
    for (const who of everybody) {
      assert.deepStrictEqual(await list(who, who === "admin" ? "?school_id=1" : ""), [], who)
      assert.deepStrictEqual(await list(who, "?status=accepted"), [], who)
      const { call } = service
      const absent = await call(who, "GET", `${path}/TSA-INV-20990101-00000000`)
      for (
        const [method, where, body] of [
          ["GET", at, undefined],
          ["PUT", at, { sport_interest: "Chess" }],
          ["DELETE", at, undefined],
          ["PUT", `${at}/resend`, undefined]
        ] as const
      ) {
        const answer = await call(who, method, where, body)
        assert.deepStrictEqual(
          { ...answer.body, instance: "" },
          { ...absent.body, instance: "" },
          `${who} ${method} ${where}`
        )
      }
    }
  })

  it("is there for all others, and for them again when it is lifted", async () => {
    const at = await blocking("coach-1@example.test")
    assert.lengthOf(await list("registrar-1"), 1)
    assert.strictEqual((await service.call("registrar-1", "GET", at)).status, 200)
    const [enrollment] = service.world.enrollments.values()
    const custody = `/staff/enrollments/${enrollment?.enrollment_id ?? ""}/custody`
    await service.call("admin-1", "PUT", custody, { blocked: [] })
    assert.lengthOf(await list("coach-1"), 1)
  })

  it("is not opened by the link that was mailed to them", async () => {
    await blocking("ann@example.test")
    const opened = { invitation_token: service.mailedToken() }
    assert.strictEqual((await service.call(undefined, "POST", "/admissions/validate-invitation", opened)).status, 404)
  })

  it("is there for all where a begin was cut short and there is no enrollment", async () => {
    await blocking()
    service.world.enrollments.clear()
    assert.deepStrictEqual((await list("registrar-1")).map(({ enrollment }) => enrollment), [null])
  })
})

describe("an invitation that is asked for again under its key", () => {
  it("tells what came of it meanwhile, and nothing to whom custody keeps away", async () => {
    const { call, time, weather, world } = service
    const key = { "idempotency-key": "k-1" }
    const invite = () => call("coach-1", "POST", path, { parent_email: "ann@example.test" }, key)
    weather.failing = "Idempotency.replace"
    assert.strictEqual((await invite()).status, 503)
    weather.failing = undefined
    await service.drain()
    const begin = { invitation_token: service.mailedToken(), parent_email: "ann@example.test" }
    const { body: { enrollment_id } } = await call("ann", "POST", "/admissions/enrollments", begin)
    const again = async () => {
      world.keptRequests.forEach(({ answer: _, ...kept }, id) => world.keptRequests.set(id, kept))
      time.advance(6000)
      return invite()
    }
    const { body, status } = await again()
    assert.strictEqual(status, 201)
    assert.deepStrictEqual(body.invitation.enrollment, { enrollment_id, status: "pending", current_step: 1 })
    await call("admin-1", "PUT", `/staff/enrollments/${enrollment_id as string}/custody`, {
      blocked: ["coach-1@example.test"]
    })
    assert.strictEqual((await again()).status, 404)
  })
})
