import { assert, describe, it } from "@effect/vitest"
import { makeService, walked } from "../harness.ts"

describe("when records cannot be written", () => {
  it("because PostgreSQL is away: steps go on, the service is degraded, records follow", async () => {
    const service = await makeService()
    const { call, drain, logs, time, weather, world } = service
    weather.records = "away"
    const at = await walked(service, 6)
    const id = at.split("/").at(-1) ?? ""
    const refused = await call("registrar-1", "POST", `/staff/enrollments/${id}/provision`)
    assert.strictEqual(refused.status, 503)
    assert.strictEqual(refused.headers.get("retry-after"), "5")
    assert.isTrue(logs.some((line) => line.includes("student_creation_failed")))
    const ready = await call(undefined, "GET", "/health/ready")
    assert.deepStrictEqual([ready.status, ready.body.status], [200, "degraded"])
    const { body } = await call("registrar-1", "GET", "/staff/provisioning")
    assert.deepStrictEqual(body.counts, { pending: 1, applied: 0, needs_attention: 0 })
    assert.strictEqual((await call("ann", "GET", at)).body.student_records.attempts, 0)
    weather.records = "well"
    const path = `/staff/enrollments/${id}/provision`
    assert.strictEqual((await call("registrar-1", "POST", path)).status, 503, "one probe in five seconds")
    assert.strictEqual((await call("registrar-1", "POST", `${path}?dry_run=true`)).status, 503)
    assert.strictEqual(world.records.size, 0)
    time.advance(5000)
    assert.strictEqual((await call("registrar-1", "POST", path)).status, 200)
    assert.strictEqual(world.records.size, 1)
    await drain()
    assert.strictEqual((await call("ann", "GET", at)).body.student_records.state, "applied")
    await service.dispose()
  })

  it("because PostgreSQL refuses: a reason per field for staff, until it is corrected", async () => {
    const service = await makeService()
    const { call, weather, world } = service
    const at = await walked(service, 4)
    const id = at.split("/").at(-1) ?? ""
    weather.records = { refuses: "/student_info/last_name" }
    const refused = await call("registrar-1", "POST", `/staff/enrollments/${id}/provision`)
    assert.strictEqual(refused.body.type, "/problems/records-refused")
    assert.strictEqual(refused.body.errors[0].pointer, "/student_info/last_name")
    const { body } = await call("ann", "GET", at)
    assert.strictEqual(body.student_records.state, "needs_attention")
    assert.strictEqual(body.student_records.problems[0].code, "not_allowed")
    const list = await call("registrar-1", "GET", "/staff/enrollments?provisioning=needs_attention")
    assert.strictEqual(list.body.enrollments.length, 1)
    assert.strictEqual(
      (await call("ann", "PUT", `${at}/steps/5`, { required_documents_uploaded: true })).body.student_records.state,
      "pending"
    )
    weather.records = "well"
    assert.strictEqual(
      (await call("registrar-1", "POST", `/staff/enrollments/${id}/provision`)).body.student_records.state,
      "applied"
    )
    assert.strictEqual(world.records.size, 1)
    await service.dispose()
  })

  it("all that were refused are listed with their reasons, and tried again in one go, by who works at the school", async () => {
    const service = await makeService()
    const { call, drain, weather, world } = service
    weather.records = { refuses: "/student_info/last_name" }
    await walked(service, 4, "One")
    await walked(service, 4, "Two")
    service.time.advance(11_000)
    await drain()
    const { body } = await call("registrar-1", "GET", "/staff/enrollments?provisioning=needs_attention")
    assert.deepStrictEqual(body.enrollments.map((each: { problems: unknown }) => each.problems), [
      [{
        pointer: "/student_info/last_name",
        code: "not_allowed",
        message: "The student records do not allow this value. Please report it."
      }],
      [{
        pointer: "/student_info/last_name",
        code: "not_allowed",
        message: "The student records do not allow this value. Please report it."
      }]
    ])
    const retry = (who: "ann" | "coach-1" | "registrar-1" | "registrar-2" | "operator", filter: object) =>
      call(who, "POST", "/staff/provisioning/retry", filter)
    assert.strictEqual((await retry("ann", {})).status, 403)
    assert.strictEqual((await retry("coach-1", {})).status, 403)
    assert.strictEqual((await retry("registrar-2", { school_id: 1 })).status, 403)
    assert.deepStrictEqual((await retry("registrar-2", {})).body, { retried: 0, more: false })
    assert.strictEqual((await retry("operator", { state: "applied" })).body.errors[0].pointer, "/state")
    assert.deepStrictEqual((await retry("operator", { school_id: 1, code: "too_long" })).body, {
      retried: 0,
      more: false
    })
    weather.records = "well"
    assert.deepStrictEqual((await retry("registrar-1", {})).body, { retried: 2, more: false })
    await drain()
    assert.strictEqual(world.records.size, 2)
    await service.dispose()
  })

  it("a dry run shows the four records and what would change, and writes nothing", async () => {
    const service = await makeService()
    const { call, world } = service
    const at = await walked(service, 4)
    const path = `/staff/enrollments/${at.split("/").at(-1)}/provision`
    const dry = await call("registrar-1", "POST", `${path}?dry_run=true`)
    assert.deepStrictEqual(
      dry.body.changes.map(({ action, record }: { action: string; record: string }) => [record, action]),
      [
        ["student", "insert"],
        ["association", "insert"],
        ["extension", "insert"],
        ["user", "insert"]
      ]
    )
    assert.strictEqual(dry.body.records.student.first_name, "Ada")
    assert.isNull((await call("operator", "POST", `${path}?dry_run=true`)).body.records)
    assert.strictEqual(world.records.size, 0)
    await call("registrar-1", "POST", path)
    const after = await call("registrar-1", "POST", `${path}?dry_run=true`)
    assert.isTrue(after.body.changes.every(({ action }: { action: string }) => action === "none"))
    await service.dispose()
  })

  it("because the policy waits for payment: nothing is due before", async () => {
    const service = await makeService()
    const { call, world } = service
    const school = world.schools.get(1)
    if (school !== undefined) world.schools.set(1, { ...school, policy: { ...school.policy, provision_at: "payment" } })
    const at = await walked(service, 5)
    assert.strictEqual((await call("ann", "GET", at)).body.student_records.state, "not_due")
    await call("registrar-1", "POST", `/staff/enrollments/${at.split("/").at(-1)}/provision`)
    assert.strictEqual(world.records.size, 0)
    const paid = await call("ann", "PUT", `${at}/steps/6`, { payment_method: "check", payment_plan_selected: "annual" })
    assert.strictEqual(paid.body.student_records.state, "pending")
    await service.dispose()
  })

  it("nothing is half-written while the workflow store is away", async () => {
    const service = await makeService()
    const { call, logs, weather, world } = service
    const at = await walked(service, 3)
    weather.workflow = "away"
    const down = await call("ann", "PUT", `${at}/steps/4`, {})
    assert.deepStrictEqual([down.status, down.headers.get("retry-after"), down.body.detail], [503, "5", undefined])
    assert.isTrue(
      logs.some((line) => line.includes("store_unavailable") && line.includes(down.headers.get("x-request-id") ?? "?"))
    )
    weather.workflow = "well"
    assert.strictEqual((await call("ann", "GET", at)).body.version, 4)
    assert.strictEqual(world.records.size, 0)
    await service.dispose()
  })
})
