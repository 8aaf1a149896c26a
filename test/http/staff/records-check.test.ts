import { assert, describe, it } from "@effect/vitest"
import { makeService, type Service, walked } from "../harness.ts"

const without = async ({ call }: Service, who: "registrar-1" | "operator", query = "") =>
  (await call(who, "GET", `/staff/provisioning/without-records${query}`)).body

const completed = async (service: Service, child: string): Promise<string> => {
  const id = (await walked(service, 6, child)).split("/").at(-1) ?? ""
  await service.call("registrar-1", "POST", `/staff/enrollments/${id}/provision`)
  return id
}

describe("completed enrollments without records", () => {
  it("are found by what PostgreSQL holds, whatever the enrollment believes; others are not looked at", async () => {
    const service = await makeService()
    const { world } = service
    const [whole, half, none] = [
      await completed(service, "Ada"),
      await completed(service, "Bea"),
      await completed(service, "Cleo")
    ]
    await walked(service, 5, "Dora")
    assert.deepStrictEqual(await without(service, "registrar-1"), { enrollments: [], checked: 3, next_cursor: null })
    const student = (id: string) => id.replace("ENROLL", "STU")
    const held = world.records.get(student(half))
    world.records.set(student(half), { student: held?.student, extension: held?.extension } as never)
    world.records.delete(student(none))
    const { enrollments } = await without(service, "operator", "?school_id=1")
    assert.sameDeepMembers(enrollments, [
      { enrollment_id: half, provisioning_state: "applied", missing: ["association", "user"] },
      { enrollment_id: none, provisioning_state: "applied", missing: ["student", "association", "extension", "user"] }
    ])
    assert.notInclude(JSON.stringify(enrollments), whole)
    const pages = [await without(service, "registrar-1", "?limit=2")]
    assert.strictEqual(pages[0].checked, 2)
    pages.push(await without(service, "registrar-1", `?limit=2&cursor=${pages[0].next_cursor as string}`))
    assert.sameDeepMembers(pages.flatMap((page) => page.enrollments), enrollments)
    await service.dispose()
  })

  it("are those of the caller's schools", async () => {
    const service = await makeService()
    const { call } = service
    const path = "/staff/provisioning/without-records"
    assert.strictEqual((await call("registrar-1", "GET", `${path}?school_id=2`)).status, 403)
    assert.strictEqual((await call("coach-1", "GET", path)).status, 403)
    assert.strictEqual((await call("ann", "GET", path)).status, 403)
    await service.dispose()
  })

  it("are not known while PostgreSQL is away", async () => {
    const service = await makeService()
    await completed(service, "Ada")
    service.weather.records = "away"
    for (const path of ["without-records", "students"]) {
      assert.strictEqual((await service.call("operator", "GET", `/staff/provisioning/${path}`)).status, 503)
    }
    await service.dispose()
  })
})

describe("the number of students", () => {
  it("is that of the caller's schools", async () => {
    const service = await makeService()
    const { call, world } = service
    const id = await completed(service, "Ada")
    await completed(service, "Bea")
    const count = async (who: "registrar-1" | "registrar-2" | "operator" | "admin") =>
      (await call(who, "GET", "/staff/provisioning/students")).body
    const both = { students: 2, by_school: [{ school_id: 1, students: 2 }] }
    assert.deepStrictEqual([await count("registrar-1"), await count("admin")], [both, both])
    assert.deepStrictEqual(await count("registrar-2"), { students: 0, by_school: [] })
    const student = id.replace("ENROLL", "STU")
    world.records.set(student, { student: world.records.get(student)?.student } as never)
    assert.strictEqual((await count("admin")).students, 2)
    for (const who of ["registrar-1", "operator"] as const) assert.strictEqual((await count(who)).students, 1)
    await service.dispose()
  })
})
