import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { setTimeout as sleep } from "node:timers/promises"
import { newFamily } from "./families.ts"
import { eventually, openPlace, type Place } from "./place.ts"
import { counts, recordsOf } from "./records.ts"

let place: Place
let service: Awaited<ReturnType<Place["start"]>>
beforeAll(async () => {
  place = await openPlace()
  service = await place.start()
})
afterAll(async () => {
  await service.stop()
  await place.stop()
})

const isApplied = (body: { student_records: { state: string } }) => body.student_records.state === "applied"

describe("what must not happen", () => {
  it("a parent waits for PostgreSQL: in a black hole steps are answered, and records follow when it ends", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3)
    place.postgres.fallSilent()
    await family.steps(4, 5, 6)
    assert.deepStrictEqual(await counts(place, family.student), [0, 0, 0, 0])
    place.postgres.speak()
    await eventually(family.get, (body) => isApplied(body) && body.student_records.enrollment_status === "enrolled")
  }, 60_000)

  it("half of anything is written while DynamoDB is away", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3)
    place.dynamodb.refuse()
    const down = await family.step(4)
    assert.deepStrictEqual([down.status, down.headers.get("retry-after"), down.body.type], [
      503,
      "5",
      "/problems/store-unavailable"
    ])
    assert.strictEqual((await fetch(`${service.base}/health/ready`)).status, 503)
    place.dynamodb.speak()
    const after = await eventually(async () => family.parent("GET", family.at), ({ status }) => status === 200)
    assert.deepStrictEqual([after.body.version, after.body.student_records.state], [4, "not_due"])
    await family.steps(4, 5, 6)
    await eventually(family.get, isApplied)
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
  }, 60_000)

  it("a withdrawal that was taken back leaves the student exited", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3, 4, 5, 6)
    await eventually(family.get, (body) => isApplied(body) && body.student_records.enrollment_status === "enrolled")
    const before = await recordsOf(place, family.student)
    await family.parent("POST", `${family.at}/withdraw`, { reason: "The wrong button." })
    await eventually(family.get, (body) => isApplied(body) && body.student_records.enrollment_status === "withdrawn")
    const gone = await recordsOf(place, family.student)
    assert.deepStrictEqual([gone.association["exit_withdraw_type_descriptor"], gone.user["status"]], [
      "Withdrawn",
      "tobedeleted"
    ])
    const reopened = await family.staff("POST", `${family.at}/reopen`, { reason: "It was the wrong button." })
    assert.deepStrictEqual([reopened.status, reopened.body.status], [200, "completed"])
    await eventually(family.get, (body) => isApplied(body) && body.student_records.enrollment_status === "enrolled")
    const after = await recordsOf(place, family.student)
    const kept = ["student_unique_id", "username", "status", "enabled_user", "exit_withdraw_date", "enrollment_status"]
    const named = (records: typeof after) =>
      Object.values(records).map((row) => Object.entries(row).filter(([column]) => kept.includes(column)))
    assert.deepStrictEqual(named(after), named(before))
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
  }, 60_000)

  it("two begins make two children, or concurrent steps, edits and drafts get lost", async () => {
    const family = await newFamily(place, service.base)
    const begins = await Promise.all(Array.from({ length: 6 }, family.begin))
    assert.isTrue(begins.every(({ body, status }) => status === 200 && body.enrollment_id === family.id))
    await family.steps(1, 2, 3, 4)
    const edits = Array.from(
      { length: 6 },
      (_, index) =>
        family.step(4, {
          ...family.bodies[4],
          special_needs: `note ${index}`,
          student_info: { ...family.bodies[4].student_info, middle_name: `M${"abcdef"[index]}` }
        })
    )
    const drafts = Array.from(
      { length: 6 },
      (_, index) => family.parent("PUT", `${family.at}/steps/6/draft`, { financial_aid_application: `draft ${index}` })
    )
    const answers = await Promise.all([...edits, ...drafts, family.step(5)])
    const accepted = answers.filter(({ status }) => status === 200)
    assert.isTrue(answers.every(({ status }) => status === 200 || status === 409))
    assert.isAbove(accepted.length, 7)
    const changes = answers.slice(0, 6).filter(({ status }) => status === 200).length +
      (answers.at(-1)?.status === 200 ? 1 : 0)
    await eventually(family.get, isApplied)
    const body = await family.get()
    assert.strictEqual(body.version, 5 + changes)
    assert.match(body.steps["6"].draft.financial_aid_application, /^draft \d$/)
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
    const { student } = await recordsOf(place, family.student)
    assert.strictEqual(student["middle_name"], body.steps["4"].data.student_info.middle_name)
  })

  it("a corrected birth date touches more than the student and the user, or a retry makes a second association", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3, 4)
    await eventually(family.get, isApplied)
    const before = await recordsOf(place, family.student)
    await family.step(4, {
      ...family.bodies[4],
      student_info: { ...family.bodies[4].student_info, birth_date: "2016-04-01" }
    })
    await eventually(() => recordsOf(place, family.student), ({ student }) => student["birth_date"] === "2016-04-01")
    await eventually(family.get, isApplied)
    const after = await recordsOf(place, family.student)
    assert.strictEqual(after.user["birth_date"], "2016-04-01")
    assert.strictEqual(after.association["change_version"], before.association["change_version"])
    assert.notStrictEqual(after.student["change_version"], before.student["change_version"])
    assert.strictEqual((await family.staff("POST", `/staff/enrollments/${family.id}/provision`)).status, 200)
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
    assert.deepStrictEqual(await recordsOf(place, family.student), after)
  })

  it("a withdrawal leaves an active student, or makes one that never was due", async () => {
    const [early, late, away] = [
      await newFamily(place, service.base),
      await newFamily(place, service.base),
      await newFamily(place, service.base)
    ]
    await early.steps(1, 2)
    assert.strictEqual((await early.parent("POST", `${early.at}/withdraw`, { reason: "moving" })).status, 200)
    await late.steps(1, 2, 3, 4)
    await eventually(late.get, isApplied)
    await late.parent("POST", `${late.at}/withdraw`, { reason: "moving" })
    await away.steps(1, 2, 3)
    place.postgres.refuse()
    await away.steps(4)
    await away.parent("POST", `${away.at}/withdraw`, { reason: "moving" })
    place.postgres.speak()
    for (const family of [late, away]) {
      await eventually(family.get, (body) => isApplied(body) && body.student_records.enrollment_status === "withdrawn")
      const { association, extension, user } = await recordsOf(place, family.student)
      assert.include(extension, { enrollment_status: "withdrawn" })
      assert.include(user, { status: "tobedeleted", enabled_user: false })
      assert.include(association, { exit_withdraw_type_descriptor: "Withdrawn" })
      assert.isNotNull(association["exit_withdraw_date"])
    }
    assert.deepStrictEqual(await counts(place, early.student), [0, 0, 0, 0])
  }, 60_000)

  it("a stop loses what was answered, or a start waits for PostgreSQL", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3)
    place.postgres.refuse()
    await family.steps(4)
    place.dynamodb.hold()
    const steps = [family.step(5), family.parent("PUT", `${family.at}/steps/6/draft`, { payment_method: "check" })]
    while (place.dynamodb.held() < steps.length) await sleep(5)
    const stopping = service.stop()
    place.dynamodb.letGo()
    const answers = await Promise.all(steps)
    await stopping
    assert.isTrue(answers.every(({ status }) => status === 200))
    service = await place.start()
    const ready = await fetch(`${service.base}/health/ready`)
    assert.strictEqual(ready.status, 200)
    place.postgres.speak()
    const parent = async () =>
      (await fetch(service.base + family.at, {
        headers: { authorization: `Bearer ${await place.token("staff", "registrar@example.test")}` }
      })).json() as Promise<
        { student_records: { state: string }; steps: Record<string, { draft: unknown }>; completed_steps: number }
      >
    const body = await eventually(parent, isApplied)
    assert.strictEqual(body.completed_steps, 5)
    assert.deepStrictEqual(body.steps["6"]?.draft, { payment_method: "check" })
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
  }, 60_000)

  it("a service without PostgreSQL refuses families, or their records never come", async () => {
    await service.stop()
    service = await place.start({ DATABASE_URL: "none" })
    const ready = await fetch(`${service.base}/health/ready`)
    assert.strictEqual(ready.status, 200)
    assert.include(await ready.json(), { status: "degraded", student_records: "unavailable" })
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3, 4, 5, 6)
    assert.strictEqual((await family.get()).student_records.state, "pending")
    await service.stop()
    service = await place.start()
    await eventually(async () => counts(place, family.student), (found) => found.every((count) => count === 1))
  }, 60_000)
})
