import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"
import type { Who } from "../people.ts"

let service: Service
beforeEach(async () => {
  service = await makeService({ start: "2026-11-20T16:00:00.000Z" })
})
afterEach(() => service.dispose())

const draft = (who: Who, at: string, step: number, body: object = stepBodies[4]) =>
  service.call(who, "PUT", `${at}/steps/${step}/draft`, body)
const stepOf = async (at: string, step: number, who: Who = "ann") =>
  (await service.call(who, "GET", at)).body.steps[`${step}`]

describe("a draft that arrives after its step was accepted", () => {
  it("is told apart by its own time, and leaves the accepted data alone", async () => {
    const at = await walked(service, 4)
    assert.isNull((await stepOf(at, 4)).draft_saved_at)
    service.time.advance(2000)
    const sent = { student_info: { first_name: "Adah" } }
    const { body } = await draft("ann", at, 4, sent)
    const { completed_at, data, draft: kept, draft_saved_at } = body.steps["4"]
    assert.deepStrictEqual([data.student_info.first_name, kept], ["Ada", sent])
    assert.isAbove(Date.parse(draft_saved_at), Date.parse(completed_at))
    assert.deepStrictEqual(await stepOf(at, 4), body.steps["4"])
    for (const who of ["coach-1", "operator"] as const) {
      assert.isNull((await stepOf(at, 4, who)).draft_saved_at, who)
    }
  })

  it.each(["equal data", "other data"] as const)("ends with the next acceptance of the step, of %s", async (sent) => {
    const at = await walked(service, 4)
    const { body: { version } } = await draft("ann", at, 4, { student_info: { first_name: "Adah" } })
    const other = { ...stepBodies[4], special_needs: "none" }
    const body = sent === "equal data" ? stepBodies[4] : other
    const answer = await service.call("ann", "PUT", `${at}/steps/4`, body, { "if-match": `"v${version}"` })
    assert.strictEqual(answer.status, 200)
    assert.strictEqual(answer.body.version, sent === "equal data" ? version : version + 1)
    for (const step of [answer.body.steps["4"], await stepOf(at, 4)]) {
      assert.deepStrictEqual([step.draft, step.draft_saved_at], [null, null])
    }
  })

  it("ends with equal data whatever version the client names, since the data are as it asks", async () => {
    const at = await walked(service, 4)
    await draft("ann", at, 4, {})
    const { status } = await service.call("ann", "PUT", `${at}/steps/4`, stepBodies[4], { "if-match": '"v1"' })
    assert.strictEqual(status, 200)
    assert.isNull((await stepOf(at, 4)).draft)
  })
})

describe("where the step is refused its draft is refused alike", () => {
  it("once the enrollment is completed: for the family, not for staff", async () => {
    const at = await walked(service, 6)
    const other = { ...stepBodies[1], sport_interests: ["chess"] }
    const step = await service.call("ann", "PUT", `${at}/steps/1`, other)
    for (
      const refused of [await draft("ann", at, 1, other), await service.call("ann", "DELETE", `${at}/steps/1/draft`)]
    ) {
      assert.deepStrictEqual(
        [refused.status, refused.body.type, refused.body.detail],
        [409, "/problems/enrollment-closed", step.body.detail]
      )
    }
    assert.isNull((await stepOf(at, 1)).draft)
    assert.strictEqual((await draft("registrar-1", at, 1, other)).status, 200)
    assert.deepStrictEqual((await stepOf(at, 1)).draft, other)
    assert.strictEqual((await service.call("registrar-1", "PUT", `${at}/steps/1`, other)).status, 200)
    assert.isNull((await stepOf(at, 1)).draft)
  })

  it("once it is withdrawn: for everybody", async () => {
    const at = await walked(service, 2)
    await service.call("ann", "POST", `${at}/withdraw`, { reason: "moved" })
    for (const who of ["ann", "registrar-1"] as const) {
      const refused = await draft(who, at, 3, {})
      assert.deepStrictEqual([refused.status, refused.body.type], [409, "/problems/enrollment-closed"], who)
    }
  })
})
