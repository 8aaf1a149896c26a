import { assert, describe, it } from "@effect/vitest"
import { heaviestAnswer } from "../../../src/domain/request/answer-once.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import { makeService, type Service } from "../harness.ts"
import type { Who } from "../people.ts"

const path = "/parent-invitations/bulk"
const key = { "idempotency-key": "season-2027" }
const start = "2026-12-01T15:00:00.000Z"

interface Result {
  readonly row: number
  readonly status: "created" | "exists" | "invalid"
  readonly invitation_id?: string
  readonly problem?: {
    readonly type: string
    readonly errors?: ReadonlyArray<{ readonly pointer: string; readonly code: string }>
    readonly errors_left_out?: number
  }
}

const withService = async (does: (service: Service) => Promise<void>) => {
  const service = await makeService({ start })
  await does(service)
  await service.dispose()
}

const send = ({ call }: Service, invitations: unknown, headers = {}, who: Who = "coach-1") =>
  call(who, "POST", path, { invitations }, headers)
const families = (many: number, from = 0) =>
  Array.from({ length: many }, (_, n) => ({
    parent_email: `family-${from + n}@example.test`,
    student_first_name: "Ada"
  }))
const resultsOf = ({ body }: Awaited<ReturnType<typeof send>>): ReadonlyArray<Result> => body.results
const invitedIn = ({ world }: Service) =>
  [...world.invitations.values()].map(({ invited, parent_email }) => `${parent_email} ${invited.student_first_name}`)

describe("many invitations at once", () => {
  it("are made, found or refused row by row, each with its own problems, which tell nothing that was sent", () =>
    withService(async (service) => {
      const [known] = families(1)
      const { body } = await service.call("coach-1", "POST", "/parent-invitations", known)
      const answer = await send(service, [
        { parent_email: "New@Example.test ", student_first_name: "Bea", grade_level: "5th", message: "" },
        known,
        { parent_email: "sentinel@@", student_first_name: "<sentinel>", sentinel: 1 },
        "sentinel",
        { parent_email: "two@example.test", school_id: 2 },
        { parent_email: "three@example.test", coach_id: "nobody@example.test" },
        { parent_email: "four@example.test", message: "sentinel.test" },
        null
      ])
      assert.strictEqual(answer.status, 200)
      assert.notInclude(answer.text, "sentinel")
      const results = resultsOf(answer)
      assert.deepStrictEqual(
        results.map(({ problem, row, status }) => [
          row,
          status,
          problem?.type,
          ...(problem?.errors ?? []).map(({ code, pointer }) => `${pointer} ${code}`)
        ]),
        [
          [0, "created", undefined],
          [1, "exists", "/problems/invitation-exists"],
          [
            2,
            "invalid",
            "/problems/invalid",
            " unknown_field",
            "/parent_email email",
            "/student_first_name not_a_name"
          ],
          [3, "invalid", "/problems/invalid", " wrong_type"],
          [4, "invalid", "/problems/school-unknown", "/school_id school_unknown"],
          [5, "invalid", "/problems/coach-unknown", "/coach_id coach_unknown"],
          [6, "invalid", "/problems/invalid", "/message no_links"],
          [7, "invalid", "/problems/invalid", " wrong_type"]
        ]
      )
      assert.strictEqual(results[1]?.invitation_id, body.invitation.invitation_id)
      const made = await service.call("coach-1", "GET", `/parent-invitations/${results[0]?.invitation_id ?? ""}`)
      assert.deepInclude(made.body.invitation, { parent_email: "new@example.test", student_first_name: "Bea" })
      await service.drain()
      assert.includeMembers(service.world.mailbox.map(({ to }) => to), ["new@example.test"])
    }))

  it("of the same child: the first row is made, the others are told of it", () =>
    withService(async (service) => {
      const [one, other] = families(2)
      const rows = [one, other, { ...one, student_first_name: "ADA" }, { ...one, student_first_name: "Bea" }, one]
      const results = resultsOf(await send(service, rows))
      assert.deepStrictEqual(results.map(({ status }) => status), ["created", "created", "exists", "created", "exists"])
      for (const row of [2, 4]) assert.strictEqual(results[row]?.invitation_id, results[0]?.invitation_id)
      assert.lengthOf(invitedIn(service), 3)
    }))

  it("are at least one and at most 500, and nothing else is in the body", () =>
    withService(async (service) => {
      for (const rows of [[], families(501), {}, null, "x"]) {
        const { body, status } = await send(service, rows)
        assert.deepStrictEqual([status, body.errors.length, body.errors[0].pointer], [422, 1, "/invitations"])
      }
      assert.strictEqual(
        (await service.call("coach-1", "POST", path, { invitations: families(1), more: 1 })).status,
        422
      )
      assert.strictEqual((await service.call("coach-1", "POST", path, [])).status, 422)
      assert.isEmpty(invitedIn(service))
      const results = resultsOf(await send(service, families(500)))
      assert.deepStrictEqual(results.map(({ row }) => row), [...results.keys()])
      assert.isTrue(results.every(({ status }) => status === "created"))
      assert.strictEqual(new Set(invitedIn(service)).size, 500)
    }))

  it("may weigh 1 MiB together, on this route alone", () =>
    withService(async (service) => {
      const heavy = (many: number) => families(many).map((each) => ({ ...each, message: "x".repeat(2000) }))
      assert.isAbove(JSON.stringify(heavy(500)).length, 1_000_000)
      assert.strictEqual((await send(service, heavy(500))).status, 200)
      const tooHeavy = await send(service, [{ message: "x".repeat(1024 * 1024) }])
      assert.deepStrictEqual([tooHeavy.status, tooHeavy.body.detail], [413, "At most 1 MiB."])
      const single = await service.call("coach-1", "POST", "/parent-invitations", { message: "x".repeat(256 * 1024) })
      assert.deepStrictEqual([single.status, single.body.detail], [413, "At most 256 KiB."])
    }))

  it("are for those who may invite, within their schools", () =>
    withService(async (service) => {
      for (const who of ["ann", "operator"] as const) {
        assert.strictEqual((await send(service, families(1), {}, who)).status, 403, who)
      }
      const [ambiguous] = resultsOf(await send(service, families(1), {}, "coach-both"))
      assert.strictEqual(ambiguous?.problem?.type, "/problems/school-ambiguous")
      const rows = families(2).map((each, n) => ({ ...each, coach_id: n === 0 ? "coach-1" : "coach-2" }))
      const results = resultsOf(await send(service, rows, {}, "registrar-1"))
      assert.deepStrictEqual(results.map(({ status }) => status), ["created", "invalid"])
    }))
})

describe("many invitations under a key", () => {
  it("are answered the same again, to the letter, and made once", () =>
    withService(async (service) => {
      const rows = [...families(20), ...families(1), { parent_email: "no" }]
      const first = await send(service, rows, key)
      const again = await send(service, rows, key)
      assert.strictEqual(again.text, first.text)
      assert.strictEqual((await send(service, families(20), key)).status, 422)
      assert.lengthOf(invitedIn(service), 20)
    }))

  it("are made once each although the service dies at any write of any row, and again at a later one", () =>
    withService(async (service) => {
      const { time, weather, world } = service
      const rows = [...families(10), ...families(2)]
      const dying = (method: string, after: number) => {
        let left = after
        Object.defineProperty(weather, "failing", {
          configurable: true,
          get: () => weather.calls.at(-1) === method && left-- <= 0 ? method : undefined
        })
      }
      const forget = () => {
        for (const room of [world.invitations, world.invited, world.claims, world.keptRequests]) room.clear()
      }
      const writes = ["Invitations.claim", "Invitations.noteInvited", "Invitations.create", "Idempotency.replace"]
      for (const write of writes) {
        for (const after of write === "Idempotency.replace" ? [0] : [0, 1, 5, 9]) {
          forget()
          time.advance(7_200_000)
          await service.renewTokens()
          dying(write, after)
          assert.strictEqual((await send(service, rows, key)).status, 503, `${write} ${after}`)
          const made = [...world.invitations.keys()]
          time.advance(6000)
          dying("nothing", 0)
          const answer = await send(service, rows, key)
          assert.strictEqual(answer.status, 200)
          const results = resultsOf(answer)
          assert.deepStrictEqual(results.map(({ status }) => status), [
            ...families(10).map(() => "created"),
            "exists",
            "exists"
          ])
          assert.includeMembers(results.map(({ invitation_id }) => invitation_id), made)
          assert.lengthOf(invitedIn(service), 10)
          assert.strictEqual(new Set(invitedIn(service)).size, 10)
        }
      }
    }))

  it("keep their answer although every family has an enrollment for its child already", () =>
    withService(async (service) => {
      await send(service, families(500))
      for (const invitation of service.world.invitations.values()) {
        const enrollment = enrollmentOf(invitation)
        service.world.enrollments.set(enrollment.enrollment_id, enrollment)
      }
      service.time.advance(7_200_000)
      await service.renewTokens()
      const first = await send(service, families(500), key, "registrar-1")
      assert.isTrue(resultsOf(first).every(({ status }) => status === "exists"))
      assert.strictEqual((await send(service, families(500), key, "registrar-1")).text, first.text)
      assert.isBelow(JSON.stringify(first.text).length, 0.9 * heaviestAnswer)
    }))

  it("keep their answer although everything is wrong in every row", () =>
    withService(async (service) => {
      const wrong = {
        parent_email: "no",
        student_first_name: "https://evil.test",
        student_last_name: "https://evil.test",
        grade_level: "13th",
        sport_interest: "https://evil.test",
        message: "https://evil.test",
        school_id: "x",
        school_name: 5,
        coach_id: "@",
        more: 1
      }
      const rows = Array.from({ length: 500 }, () => wrong)
      const inSpanish = { ...key, "accept-language": "es" }
      const first = await send(service, rows, inSpanish)
      assert.include(first.text, "enlaces")
      assert.strictEqual((await send(service, rows, inSpanish)).text, first.text)
      assert.isBelow(JSON.stringify(first.text).length, 0.8 * heaviestAnswer)
      const results = resultsOf(first)
      const told = results.flatMap(({ problem }) => problem?.errors ?? []).length
      const leftOut = results.reduce((sum, { problem }) => sum + (problem?.errors_left_out ?? 0), 0)
      assert.lengthOf(results[0]?.problem?.errors ?? [], 10)
      assert.deepStrictEqual([told, told + leftOut], [900, 5000])
      assert.isTrue(results.every(({ problem, status }) => status === "invalid" && problem !== undefined))
      assert.isFalse(service.logs.some((line) => line.includes("idempotency_answer_too_large")))
    }))
})

describe("the limit of mails", () => {
  it("counts every row that may be mailed, and none of a batch that it refuses", () =>
    withService(async (service) => {
      const wrong = Array.from({ length: 100 }, () => ({ parent_email: "no" }))
      assert.strictEqual((await send(service, [...wrong, ...families(400)])).status, 200)
      assert.strictEqual((await send(service, families(400, 400))).status, 200)
      const refused = await send(service, families(201, 800))
      assert.deepStrictEqual([refused.status, refused.body.type], [429, "/problems/too-many-requests"])
      assert.strictEqual(refused.headers.get("ratelimit-policy"), '"invitation-mails";q=1000;w=3600')
      assert.lengthOf(invitedIn(service), 800)
      assert.strictEqual((await send(service, families(199, 800))).status, 200)
      const one = (n: number) => service.call("coach-1", "POST", "/parent-invitations", families(1, n)[0])
      assert.strictEqual((await one(5000)).status, 201)
      assert.strictEqual((await one(5001)).status, 429)
      assert.strictEqual((await send(service, wrong)).status, 200)
      service.weather.failing = "Counters.count"
      assert.strictEqual((await send(service, families(1, 9000))).status, 503)
      assert.strictEqual((await send(service, families(1, 9000), {}, "registrar-1")).status, 503)
    }))
})
