import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { begun, makeService, type Service, stepBodies, walked } from "../harness.ts"

let service: Service
beforeAll(async () => {
  service = await makeService()
})
afterAll(() => service.dispose())

describe("the whole way", () => {
  it("leads from an invitation over six steps to an enrolled student", async () => {
    const { call, drain, mailedToken, world } = service
    const invited = await call("coach-1", "POST", "/parent-invitations", {
      parent_email: "Ann@Example.test",
      student_first_name: "Ada",
      grade_level: "5th",
      sport_interest: "",
      message: null
    })
    assert.strictEqual(invited.status, 201)
    assert.strictEqual(invited.body.invitation.status, "pending")
    await drain()
    const invitation_token = mailedToken()
    const opened = await call(undefined, "POST", "/admissions/validate-invitation", { invitation_token })
    assert.strictEqual(opened.body.invitation.status, "sent")
    assert.isFalse(opened.body.invitation.has_existing_enrollment)
    const begin = { invitation_token, parent_email: "ann@example.test" }
    const first = await call("ann", "POST", "/admissions/enrollments", begin)
    assert.strictEqual(first.status, 201)
    const at = first.headers.get("location") ?? ""
    assert.strictEqual((await call("ann", "POST", "/admissions/enrollments", begin)).status, 200)
    const draft = await call("ann", "PUT", `${at}/steps/1/draft`, { program_interest: "So" })
    assert.deepStrictEqual(draft.body.steps["1"].draft, { program_interest: "So" })
    const statuses = [
      "in_progress",
      "consultation_scheduled",
      "shadow_day_completed",
      "documents_pending",
      "payment_pending",
      "completed"
    ]
    for (const step of [1, 2, 3, 4, 5, 6] as const) {
      const { body, status } = await call("ann", "PUT", `${at}/steps/${step}`, stepBodies[step])
      assert.strictEqual(status, 200)
      assert.strictEqual(body.status, statuses[step - 1])
      assert.isNull(body.steps[`${step}`].draft)
    }
    assert.deepStrictEqual(
      world.woken.filter(({ kind }) => kind === "enrollment").map(({ id }) => id),
      Array(3).fill(first.body.enrollment_id)
    )
    const recovered = await call("registrar-1", "POST", `/staff/enrollments/${first.body.enrollment_id}/provision`)
    assert.strictEqual(recovered.body.student_records.state, "applied")
    assert.strictEqual(recovered.body.student_records.enrollment_status, "enrolled")
    const [records] = [...world.records.values()]
    assert.strictEqual(records?.student?.row.first_name, "Ada")
    assert.strictEqual(records?.extension?.row.enrollment_status, "enrolled")
    const { body } = await call("ann", "GET", `${at}/events`)
    const types = (body.events as ReadonlyArray<{ type: string }>).map(({ type }) => type)
    assert.deepStrictEqual(types, [
      "student_record_created",
      "enrollment_completed",
      "step_5_completed",
      "step_4_completed",
      "step_3_completed",
      "step_2_completed",
      "step_1_completed",
      "enrollment_initialized"
    ])
  })

  it("takes the portal's other names for step 4, and points at them", async () => {
    const { call } = service
    const at = await walked(service, 3, "Aliased")
    const { academic_history, medical_info, parent_info, student_info } = stepBodies[4]
    const wrong = await call("ann", "PUT", `${at}/steps/4`, {
      student: { ...student_info, first_name: "", multiplebirth_status: "no" },
      parent_guardian: parent_info,
      academic_history,
      medical_information: { medical_conditions: 5 }
    })
    assert.strictEqual(wrong.status, 422)
    assert.sameMembers(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer), [
      "/student/first_name",
      "/student/multiplebirth_status",
      "/medical_information/medical_conditions"
    ])
    const right = await call("ann", "PUT", `${at}/steps/4`, {
      student: { ...student_info, multiplebirth_status: false },
      parent_guardian: parent_info,
      academic_history,
      medical_information: { ...medical_info, medical_conditions: "asthma" }
    })
    assert.strictEqual(right.status, 200)
    assert.strictEqual(right.body.steps["4"].data.medical_info.conditions, "asthma")
    assert.isFalse(right.body.steps["4"].data.student_info.multiple_birth_status)
  })

  it("answers repeats and conditions on versions", async () => {
    const { call } = service
    const at = await walked(service, 1, "Versions")
    const step = stepBodies[1]
    const again = await call("ann", "PUT", `${at}/steps/1`, step)
    assert.strictEqual(again.body.version, 2)
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/1`, step, { "if-match": '"v1.0.f"' })).status, 200)
    const other = { ...step, program_interest: "Tennis" }
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/1`, other, { "if-match": '"v1.0.f"' })).status, 412)
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/1`, other, { "if-match": "rubbish" })).status, 412)
    const edited = await call("ann", "PUT", `${at}/steps/1`, other, { "if-match": again.headers.get("etag") ?? "" })
    assert.strictEqual(edited.status, 200)
    const tag = edited.headers.get("etag") ?? ""
    const known = await call("ann", "GET", at, undefined, { "if-none-match": tag })
    assert.strictEqual(known.status, 304)
    assert.strictEqual(known.body, "")
    await call("ann", "PUT", `${at}/steps/2/draft`, {})
    assert.strictEqual((await call("ann", "GET", at, undefined, { "if-none-match": tag })).status, 200)
    assert.strictEqual((await call("registrar-1", "GET", at, undefined, { "if-none-match": tag })).status, 200)
  })

  it("lets staff waive, begin at the desk, and withdraw", async () => {
    const { call, drain, world } = service
    const at = await walked(service, 1, "Desk")
    assert.strictEqual((await call("ann", "POST", `${at}/steps/2/waive`, { reason: "no" })).status, 403)
    assert.strictEqual((await call("registrar-1", "POST", `${at}/steps/3/waive`, { reason: "early" })).status, 409)
    const waived = await call("registrar-1", "POST", `${at}/steps/2/waive`, { reason: "met in person" })
    assert.strictEqual(waived.body.steps["2"].status, "waived")
    assert.strictEqual((await call("ann", "POST", `${at}/withdraw`, { reason: "we move" })).body.status, "withdrawn")
    assert.strictEqual(
      (await call("ann", "PUT", `${at}/steps/3`, stepBodies[3])).body.type,
      "/problems/enrollment-closed"
    )
    const { body } = await call("registrar-1", "POST", "/parent-invitations", {
      parent_email: "desk@example.test",
      coach_id: "coach-1@example.test"
    })
    await drain()
    const { invitation_id } = body.invitation as { invitation_id: string }
    assert.strictEqual(body.invitation.coach_id, "coach-1")
    assert.strictEqual((await call("registrar-2", "POST", "/admissions/enrollments", { invitation_id })).status, 404)
    const begun = await call("registrar-1", "POST", "/admissions/enrollments", { invitation_id })
    assert.strictEqual(begun.status, 201)
    assert.isTrue([...world.enrollments.keys()].includes(begun.body.enrollment_id))
  })

  it("never loses one of concurrent steps, drafts and begins", async () => {
    const { call, drain, mailedToken, world } = service
    await call("coach-1", "POST", "/parent-invitations", {
      parent_email: "ann@example.test",
      student_first_name: "Twice"
    })
    await drain()
    const body = { invitation_token: mailedToken(), parent_email: "ann@example.test" }
    const before = world.enrollments.size
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call("ann", "POST", "/admissions/enrollments", body))
    )
    assert.strictEqual(answers.filter(({ status }) => status === 201).length, 1)
    assert.strictEqual(world.enrollments.size, before + 1)
    const at = `/admissions/enrollments/${answers[0]?.body.enrollment_id as string}`
    await call("ann", "PUT", `${at}/steps/1`, stepBodies[1])
    const [step, ...drafts] = await Promise.all([
      call("ann", "PUT", `${at}/steps/2`, stepBodies[2]),
      call("ann", "PUT", `${at}/steps/5/draft`, { additional_documents: ["a"] }),
      call("ann", "PUT", `${at}/steps/6/draft`, { payment_method: "check" }),
      call("ann", "PUT", `${at}/steps/1`, { ...stepBodies[1], program_interest: "Chess" })
    ])
    assert.isTrue([step, ...drafts].every(({ status }) => status === 200))
    const { body: after } = await call("ann", "GET", at)
    assert.strictEqual(after.version, 4)
    assert.strictEqual(after.steps["1"].data.program_interest, "Chess")
    assert.strictEqual(after.steps["2"].status, "completed")
    assert.deepStrictEqual([after.steps["5"].draft, after.steps["6"].draft], [{ additional_documents: ["a"] }, {
      payment_method: "check"
    }])
  })

  it("gives a family its enrollment back after the invitation has expired, and no other family", async () => {
    const { call, mailedToken, world } = service
    await begun(service, "Expired")
    const invitation_token = mailedToken()
    for (const [id, invitation] of world.invitations) {
      world.invitations.set(id, { ...invitation, expires_at: "2020-01-01T00:00:00.000Z" })
    }
    const body = { invitation_token, parent_email: "ann@example.test" }
    assert.strictEqual((await call("ann", "POST", "/admissions/enrollments", body)).status, 200)
    const foreign = await call("bob", "POST", "/admissions/enrollments", {
      invitation_token,
      parent_email: "bob@example.test"
    })
    assert.strictEqual(foreign.body.type, "/problems/invitation-not-yours")
    assert.strictEqual((await call("bob", "POST", "/admissions/enrollments", body)).status, 403)
  })
})
