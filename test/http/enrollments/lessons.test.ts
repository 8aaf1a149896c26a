import { assert, describe, it } from "@effect/vitest"
import { begun, makeService, stepBodies, walked } from "../harness.ts"

describe("faults of the system before this one", () => {
  it("a student exists and its enrollment does not know: a lost outcome is made good by the next try, with the same rows", async () => {
    const service = await makeService()
    const { call, weather, world } = service
    const at = await walked(service, 4)
    const path = `/staff/enrollments/${at.split("/").at(-1)}/provision`
    weather.loseOutcomes = 1
    assert.strictEqual((await call("registrar-1", "POST", path)).status, 503)
    const written = structuredClone([...world.records.entries()])
    assert.strictEqual(written.length, 1)
    assert.strictEqual((await call("ann", "GET", at)).body.student_records.state, "pending")
    const again = await call("registrar-1", "POST", path)
    assert.strictEqual(again.body.student_records.state, "applied")
    assert.deepStrictEqual([...world.records.entries()], written)
    await service.dispose()
  })

  it("step 4 completes the enrollment, or the payment never reaches the records", async () => {
    const service = await makeService()
    const at = await walked(service, 4)
    const early = (await service.call("ann", "GET", at)).body
    assert.deepStrictEqual([early.status, early.current_step, early.progress_percentage], [
      "documents_pending",
      5,
      66.7
    ])
    await service.call("ann", "PUT", `${at}/steps/6`, stepBodies[6])
    assert.strictEqual((await service.call("ann", "GET", at)).body.status, "documents_pending")
    await service.dispose()
  })

  it("the caller names another family, role or school: what counts is the directory", async () => {
    const service = await makeService()
    const { call, drain, mailedToken } = service
    await begun(service)
    await call("coach-1", "POST", "/parent-invitations", {
      parent_email: "ann@example.test",
      student_first_name: "Second"
    })
    await drain()
    const forged = await call("bob", "POST", "/admissions/enrollments", {
      invitation_token: mailedToken(),
      parent_email: "ann@example.test"
    }, { "x-user-id": "ann", "x-user-role": "admin" })
    assert.strictEqual(forged.status, 403)
    const own = await call("ann", "POST", "/admissions/enrollments", {
      invitation_token: mailedToken(),
      parent_email: "ann@example.test"
    })
    assert.deepStrictEqual([own.body.school_id, own.body.coach_id], [1, "coach-1"])
    await service.dispose()
  })

  it("an error answers with the text of an exception: a defect says nothing, and its log line has the request's id", async () => {
    const service = await makeService()
    const { call, logs, world } = service
    const at = await walked(service, 1)
    world.enrollments.get = () => {
      throw new Error("sentinel of the inside")
    }
    const broken = await call("ann", "GET", at)
    assert.strictEqual(broken.status, 500)
    assert.notInclude(JSON.stringify(broken.body), "sentinel")
    const line = logs.find((each) => each.includes("defect")) ?? ""
    assert.include(line, broken.headers.get("x-request-id") ?? "?")
    assert.notInclude(line, "sentinel")
    await service.dispose()
  })
})
