import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { runCli } from "../runtimes/processes.ts"
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

const isEnrolled = (body: { student_records: { state: string; enrollment_status: string } }) =>
  body.student_records.state === "applied" && body.student_records.enrollment_status === "enrolled"

describe("the four scenarios", () => {
  it("1: all six steps make four records, and the student is enrolled", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3, 4, 5, 6)
    await eventually(family.get, isEnrolled)
    const { association, extension, student, user } = await recordsOf(place, family.student)
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
    assert.include(student, {
      first_name: "Zoë",
      last_name: family.lastName,
      birth_date: "2016-03-01",
      generation_code_suffix: "Jr",
      hispanic_latino_ethnicity: null,
      source_system_descriptor: "TSA_Admissions_Portal"
    })
    assert.deepStrictEqual(student["races"], [{ race_descriptor: "Asian" }, { race_descriptor: "White" }])
    assert.include(association, {
      school_id: 1,
      entry_grade_level_descriptor: "Fifth grade",
      entry_type_descriptor: "New student",
      primary_school: true,
      exit_withdraw_date: null
    })
    assert.include(extension, {
      enrollment_id: family.id,
      enrollment_status: "enrolled",
      assigned_program_track: "soccer",
      required_documents_complete: true,
      deposit_paid: true,
      deposit_amount: 50_000,
      parent_consultation_completed: true,
      shadow_day_completed: true
    })
    assert.isNotNull(extension["enrollment_completed_date"])
    assert.include(user, {
      sourced_id: `student_${family.student}`,
      status: "active",
      enabled_user: true,
      role: "student",
      given_name: "Zoë"
    })
    assert.deepStrictEqual([user["grades"], user["org_ids"]], [["05"], ["school_1"]])
    const { body } = await family.parent("GET", `${family.at}/events`)
    assert.include(body.events.map(({ type }: { type: string }) => type), "student_record_created")
    assert.strictEqual(
      place.logs.filter((line) => line.includes("student_record_created") && line.includes(family.id)).length,
      1
    )
    assert.isFalse(
      place.logs.some((line) => line.includes(family.lastName) || line.includes("Zoë") || line.includes("2016-03-01"))
    )
    const dump = JSON.stringify(await recordsOf(place, family.student))
    assert.notInclude(dump, "penicillin")
    assert.notInclude(dump, "ann@example.test")
  })

  it("2: five steps are registered and unpaid by default, and no records at all where the school waits for payment", async () => {
    const early = await newFamily(place, service.base)
    await early.steps(1, 2, 3, 4, 5)
    await eventually(early.get, (body) => body.student_records.state === "applied")
    const { extension, user } = await recordsOf(place, early.student)
    assert.include(extension, {
      enrollment_status: "registered",
      deposit_paid: false,
      deposit_amount: null,
      enrollment_completed_date: null
    })
    assert.include(user, { enabled_user: false })
    const admin = await place.token("admin", "admin@example.test")
    const school = {
      school_id: 2,
      name_of_institution: "TSA Dallas",
      time_zone: "America/Chicago",
      policy: { provision_at: "payment" }
    }
    const added = await fetch(`${service.base}/staff/schools`, {
      method: "POST",
      headers: { authorization: `Bearer ${admin}`, "content-type": "application/json" },
      body: JSON.stringify(school)
    })
    assert.strictEqual(added.status, 201)
    const late = await newFamily(place, service.base, "2")
    await late.steps(1, 2, 3, 4, 5)
    assert.strictEqual((await late.get()).student_records.state, "not_due")
    assert.deepStrictEqual(await counts(place, late.student), [0, 0, 0, 0])
    await late.steps(6)
    await eventually(late.get, isEnrolled)
    assert.deepStrictEqual(await counts(place, late.student), [1, 1, 1, 1])
  })

  it("3a: PostgreSQL is away while steps 4 to 6 are taken: the enrollment completes, and the student follows by itself", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3)
    place.postgres.refuse()
    await family.steps(4, 5, 6)
    assert.strictEqual((await family.get()).status, "completed")
    await eventually(
      async () => place.logs,
      (logs) => logs.some((line) => line.includes("student_creation_failed") && line.includes(family.id))
    )
    const ready = await fetch(`${service.base}/health/ready`)
    assert.deepStrictEqual([ready.status, (await ready.json() as { status: string }).status], [200, "degraded"])
    const pending = await family.staff("GET", "/staff/enrollments?provisioning=pending")
    assert.include(JSON.stringify(pending.body), family.id)
    place.postgres.speak()
    await eventually(family.get, isEnrolled)
    assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
    const history = (await family.parent("GET", `${family.at}/events`)).body.events.map(({ type }: { type: string }) =>
      type
    )
    assert.includeMembers(history, ["student_creation_failed", "student_record_created", "enrollment_completed"])
  })

  it("3b: PostgreSQL refuses: a reason for staff, and recovery by route and command line creates the student as enrolled", async () => {
    for (const by of ["route", "command line"] as const) {
      const family = await newFamily(place, service.base)
      await place.rows(
        `ALTER TABLE students ADD CONSTRAINT planted CHECK (last_name <> '${family.lastName}') NOT VALID`
      )
      await family.steps(1, 2, 3, 4, 5, 6)
      const refused = await eventually(family.get, (body) => body.student_records.state === "needs_attention")
      assert.strictEqual(refused.status, "completed")
      assert.isAbove(refused.student_records.problems.length, 0)
      assert.deepStrictEqual(await counts(place, family.student), [0, 0, 0, 0])
      const again = await family.staff("POST", `/staff/enrollments/${family.id}/provision`)
      assert.strictEqual(again.body.type, "/problems/records-refused")
      await place.rows("ALTER TABLE students DROP CONSTRAINT planted")
      if (by === "route") {
        assert.strictEqual((await family.staff("POST", `/staff/enrollments/${family.id}/provision`)).status, 200)
      } else {
        const { code, stderr } = await runCli(["provision", family.id], place.environment)
        assert.strictEqual(code, 0, stderr)
      }
      assert.isTrue(isEnrolled(await family.get()))
      assert.deepStrictEqual(await counts(place, family.student), [1, 1, 1, 1])
    }
  })

  it("4: missing information is named field by field, and nothing is provisioned before it is there", async () => {
    const family = await newFamily(place, service.base)
    await family.steps(1, 2, 3)
    const { body, status } = await family.step(4, {
      student_info: { birth_date: "2016-03-01" },
      parent_info: {},
      academic_history: {},
      medical_info: {}
    })
    assert.strictEqual(status, 422)
    const pointers = (body.errors as ReadonlyArray<{ pointer: string; message: string }>).map(({ pointer }) => pointer)
    assert.sameMembers(pointers, [
      "/student_info/first_name",
      "/student_info/last_name",
      "/student_info/grade_level",
      "/parent_info/first_name",
      "/parent_info/last_name",
      "/parent_info/email",
      "/parent_info/relationship_to_student"
    ])
    assert.isTrue(body.errors.every(({ message }: { message: string }) => /^[A-Z].*\.$/.test(message)))
    assert.deepStrictEqual([(await family.get()).student_records.state, (await family.get()).version], ["not_due", 4])
    assert.deepStrictEqual(await counts(place, family.student), [0, 0, 0, 0])
    await family.steps(4)
    await eventually(family.get, (answer) => answer.student_records.state === "applied")
  })
})
