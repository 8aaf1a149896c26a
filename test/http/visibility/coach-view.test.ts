import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { coachSees, forCoach, rowSeen } from "../../../src/domain/enrollment/reading/seen-fields.ts"
import { type StepNumber, stepNumbers } from "../../../src/domain/enrollment/steps/step.ts"
import { full } from "../../fixtures/full-step-data.ts"
import { makeService, type Service, stepBodies, walked } from "../harness.ts"

/** Every field of every step that a family can fill in. Each text has a word of its own. */
const bodies = {
  1: { ...stepBodies[1], additional_questions: "word-questions" },
  2: { ...stepBodies[2], consultation_notes: "word-notes", special_requests: "word-requests" },
  3: { ...stepBodies[3], transportation_needed: true },
  4: {
    ...stepBodies[4],
    student_info: {
      ...stepBodies[4].student_info,
      middle_name: "Wordmiddle",
      preferred_first_name: "Addie",
      birth_city: "Wordcity",
      races: ["White"],
      languages: ["spa"],
      previous_schools: ["Wordschool"]
    },
    parent_info: {
      ...stepBodies[4].parent_info,
      phone: "512-555-0101",
      sms: "512-555-0102",
      address_line_1: "Wordstreet 1",
      city: "Wordtown",
      postal_code: "78701-0001"
    },
    additional_guardians: [{
      first_name: "Wordguardian",
      last_name: "Wordlast",
      email: "second@example.test",
      relationship_to_student: "Aunt",
      phone: "512-555-0103"
    }],
    academic_history: { ...stepBodies[4].academic_history, current_school: "Wordformer", current_gpa: "3.91" },
    emergency_contacts: [{ name: "Wordcontact", phone: "512-555-0104", relationship: "Wordneighbor" }]
  },
  5: { ...stepBodies[5], additional_documents: ["word-document"] },
  6: { payment_method: "financial_aid", payment_plan_selected: "monthly", financial_aid_application: "word-aid" }
} as const

const hidden =
  /[Ww]ord|512-555|example\.test|2016-03-01|White|spa|3\.91|78701-0001|financial_aid|monthly|penicillin|no nuts|speech|large/

let service: Service
let at: string
beforeAll(async () => {
  service = await makeService()
  at = await walked(service, 0)
  for (const step of stepNumbers) {
    const { status } = await service.call("ann", "PUT", `${at}/steps/${step}`, bodies[step])
    assert.strictEqual(status, 200, `${step}`)
  }
})
afterAll(() => service.dispose())

describe("a coach", () => {
  it("sees what meeting the child takes, of each step", async () => {
    const { body } = await service.call("coach-1", "GET", at)
    const seen = stepNumbers.map((step) => body.steps[`${step}`].data)
    assert.deepStrictEqual(seen, [
      { program_interest: "Soccer", contact_preference: "email", sport_interests: ["soccer"] },
      { consultation_date: "2026-11-20", consultation_time: "09:30", preferred_contact_method: "video" },
      { shadow_day_date: "2026-11-21", shadow_day_time: "10:00", waiver_signed: true, transportation_needed: true },
      {
        student_info: {
          first_name: "Ada",
          last_name: "Lovelace",
          preferred_first_name: "Addie",
          grade_level: "Fifth grade"
        },
        parent_info: { first_name: "Ann", last_name: "Lovelace", relationship_to_student: "Mother" }
      },
      { required_documents_uploaded: true },
      {}
    ])
  })

  it("sees nothing medical, no money, no free text, no way to reach the family, alone or in lists", async () => {
    for (const path of [at, "/admissions/enrollments", `${at}/events`]) {
      for (const who of ["coach-1", "coach-both"] as const) {
        const { status, text } = await service.call(who, "GET", path)
        assert.strictEqual(status, 200)
        assert.notMatch(text, hidden, `${who} ${path}`)
      }
    }
    const { text } = await service.call("ann", "GET", at)
    for (const word of ["word-aid", "word-notes", "512-555-0104", "ann@example.test"]) assert.include(text, word)
  })

  it("sees no reasons why records were refused, since those are about what it does not see", async () => {
    const id = at.split("/").at(-1) ?? ""
    const stored = [...service.world.enrollments].find(([key]) => key === id)
    if (stored === undefined) throw new Error("no enrollment")
    const problems = [{ pointer: "/steps/4/data/parent_info/phone", code: "invalid", message: "No phone." }]
    const provisioning = { ...stored[1].provisioning, state: "needs_attention" as const, problems }
    service.world.enrollments.set(stored[0], { ...stored[1], provisioning })
    const { body } = await service.call("coach-1", "GET", at)
    assert.deepStrictEqual([body.problems, body.student_records.problems], [[], []])
    const operators = (await service.call("operator", "GET", at)).body
    assert.deepStrictEqual([operators.problems, operators.student_records.problems], [problems, problems])
    service.world.enrollments.set(...stored)
  })

  it.each(stepNumbers)("sees only fields of step %d that the table names", (step: StepNumber) => {
    const [shown, asked] = [forCoach(step, full[step]), Object.entries(coachSees[step])]
    assert.deepStrictEqual(
      Object.keys(shown).toSorted(),
      asked.filter(([field, decision]) => decision !== false && field in full[step]).map(([field]) => field).toSorted()
    )
    assert.deepStrictEqual(forCoach(step, { unheard_of: "word", constructor: "word", __proto__: { more: "word" } }), {})
  })

  it("is decided on for each field of a row", async () => {
    const { body } = await service.call("ann", "GET", "/admissions/enrollments")
    const fields = Object.keys(body.enrollments[0]).filter((field) => !field.startsWith("next_action"))
    assert.sameMembers(Object.keys(rowSeen), fields)
  })
})
