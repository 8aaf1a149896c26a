import { assert, describe, it } from "@effect/vitest"
import { isEnrollmentId, studentUniqueIdOf } from "../../../src/domain/values/identifiers.ts"
import { makeService, type Service, walked } from "../harness.ts"
import type { Who } from "../people.ts"

const path = "/staff/reconcile"

/** Ann's enrollment after step 4, with its records written. */
const enrolled = async (service: Service) => {
  const id = (await walked(service, 4)).split("/").at(-1) ?? ""
  if (!isEnrollmentId(id)) throw new Error("not an id")
  await service.call("registrar-1", "POST", `/staff/enrollments/${id}/provision`)
  return { id, student: studentUniqueIdOf(id) }
}

/** Changes the child's name as if somebody had done so in PostgreSQL. */
const drift = ({ world }: Service, student: string, first_name = "Zx9") => {
  const held = world.records.get(student)
  if (held?.student === undefined) throw new Error("no student")
  world.records.set(student, { ...held, student: { ...held.student, row: { ...held.student.row, first_name } } })
}

const atVersion = ({ world }: Service, student: string, enrollment_version: number) => {
  const held = world.records.get(student)
  if (held?.extension === undefined) throw new Error("no extension")
  const extension = { ...held.extension, row: { ...held.extension.row, enrollment_version } }
  world.records.set(student, { ...held, extension })
}

describe("comparing both stores over HTTP", () => {
  it("answers a report that the next reader is shown too; null before the first", async () => {
    const service = await makeService()
    const { call } = service
    assert.deepStrictEqual((await call("registrar-1", "GET", "/staff/consistency")).body, { report: null })
    const { student } = await enrolled(service)
    drift(service, student)
    const { body, status } = await call("registrar-1", "POST", path, { repair: false })
    assert.strictEqual(status, 200)
    const { report } = body
    assert.deepInclude(report, { repair: false, progress: 1, due: 1, schools: [1] })
    assert.deepStrictEqual(report.checked, { enrollments: 1, students: 1 })
    assert.deepInclude(report.counts, { drifted: 1, missing: 0, extra: 0 })
    assert.isNotNull(report.finished_at)
    const [{ columns, kind, student_unique_id }] = report.findings
    assert.deepStrictEqual([kind, student_unique_id], ["drifted", student])
    assert.strictEqual(columns[0].column, "first_name")
    assert.notInclude(JSON.stringify(body), "Ada")
    assert.notInclude(JSON.stringify(body), "Zx9")
    assert.deepStrictEqual((await call("registrar-1", "GET", "/staff/consistency")).body, body)
    await service.dispose()
  })

  it("repairs what is asked for, and then there is nothing left", async () => {
    const service = await makeService()
    const { student } = await enrolled(service)
    drift(service, student)
    const { body } = await service.call("admin", "POST", path, { repair: true })
    assert.strictEqual(body.report.repaired.drifted, 1)
    assert.isTrue(body.report.findings[0].repaired)
    assert.strictEqual(service.world.records.get(student)?.student?.row.first_name, "Ada")
    const again = await service.call("admin", "POST", path, { repair: false })
    assert.deepStrictEqual(again.body.report.findings, [])
    await service.dispose()
  })

  it("shows to each what is theirs: their schools, to operators which columns but no values", async () => {
    const service = await makeService()
    const { call } = service
    const { student } = await enrolled(service)
    drift(service, student)
    const { body: all } = await call("admin", "POST", path, { repair: false })
    assert.strictEqual(all.report.schools, "*")
    const seenBy = async (who: Who) => (await call(who, "GET", "/staff/consistency")).body.report
    assert.deepStrictEqual((await seenBy("registrar-1")).findings, all.report.findings)
    const other = await seenBy("registrar-2")
    assert.deepInclude(other, { run_id: all.report.run_id, due: 0, findings: [] })
    assert.strictEqual(other.counts.drifted, 0)
    assert.deepStrictEqual(other.checked, { enrollments: 0, students: 0 })
    const operator = await seenBy("operator")
    assert.deepStrictEqual(operator.findings[0].columns, [
      { record: "student", column: "first_name", stored: null, wanted: null }
    ])
    assert.match(all.report.findings[0].columns[0].stored, /^#/)
    for (const who of ["ann", "coach-1"] as const) {
      assert.strictEqual((await call(who, "POST", path, { repair: false })).status, 403)
      assert.strictEqual((await call(who, "GET", "/staff/consistency")).status, 403)
    }
    assert.strictEqual((await call(undefined, "POST", path, { repair: true })).status, 401)
    await service.dispose()
  })

  it("compares one school where it is named, and no other's for whom it is not theirs", async () => {
    const service = await makeService()
    const { call } = service
    await enrolled(service)
    const { body } = await call("admin", "POST", path, { repair: false, school_id: 2 })
    assert.deepInclude(body.report, { schools: [2], due: 0 })
    assert.strictEqual((await call("registrar-1", "POST", path, { repair: true, school_id: 2 })).status, 403)
    assert.strictEqual((await call("registrar-1", "GET", "/staff/consistency?school_id=2")).status, 403)
    assert.strictEqual((await call("registrar-2", "GET", "/staff/consistency")).body.report.run_id, body.report.run_id)
    assert.isNull((await call("registrar-1", "GET", "/staff/consistency")).body.report)
    assert.strictEqual((await call("admin", "POST", path, { school_id: 1 })).status, 422)
    assert.strictEqual((await call("admin", "POST", path, { repair: true, delete: true })).status, 422)
    await service.dispose()
  })

  it("says that PostgreSQL is away, and goes on from there", async () => {
    const service = await makeService()
    const { call, time, weather } = service
    await enrolled(service)
    weather.records = "away"
    const { headers, status } = await call("admin", "POST", path, { repair: false })
    assert.deepStrictEqual([status, headers.get("retry-after")], [503, "5"])
    const { body: stopped } = await call("admin", "GET", "/staff/consistency")
    assert.isNull(stopped.report.finished_at)
    weather.records = "well"
    time.advance(6000)
    const { body } = await call("admin", "POST", path, { repair: false })
    assert.strictEqual(body.report.run_id, stopped.report.run_id)
    assert.isNotNull(body.report.finished_at)
    await service.dispose()
  })
})

describe("an enrollment that is older than its records", () => {
  it("is shown before it is lifted, then is the truth again, with an event that says so", async () => {
    const service = await makeService()
    const { call, logs, world } = service
    const { id, student } = await enrolled(service)
    drift(service, student)
    atVersion(service, student, 40)
    const { body: before } = await call("admin", "POST", path, { repair: true })
    assert.deepStrictEqual([before.report.counts.ahead, before.report.repaired.ahead], [1, 0])
    const provision = `/staff/enrollments/${id}/provision`
    const dry = await call("registrar-1", "POST", `${provision}?dry_run=true`)
    assert.strictEqual(dry.body.records.extension.enrollment_version, 41)
    assert.deepStrictEqual(
      dry.body.changes.filter(({ action }: { readonly action: string }) => action !== "none")
        .map(({ columns }: { readonly columns: ReadonlyArray<string> }) => columns),
      [["first_name"], ["enrollment_version"]]
    )
    assert.strictEqual(world.records.get(student)?.extension?.row.enrollment_version, 40)
    const { body, status } = await call("registrar-1", "POST", provision)
    assert.deepStrictEqual([status, body.version, body.student_records.state], [200, 41, "applied"])
    assert.strictEqual(world.records.get(student)?.student?.row.first_name, "Ada")
    assert.strictEqual(world.records.get(student)?.extension?.row.enrollment_version, 41)
    assert.isTrue(logs.some((line) => line.includes("enrollment_lifted")))
    const { body: after } = await call("admin", "POST", path, { repair: false })
    assert.deepStrictEqual(after.report.findings, [])
    const again = await call("registrar-1", "POST", provision)
    assert.strictEqual(again.body.version, 41)
    await service.dispose()
  })
})
