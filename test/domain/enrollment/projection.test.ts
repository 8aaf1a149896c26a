import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords } from "../../../src/domain/enrollment/projection.ts"
import { decodeStepData } from "../../../src/domain/enrollment/steps/decode-step.ts"
import { type StepData } from "../../../src/domain/enrollment/steps/step-data.ts"
import { confirmable } from "../../../src/domain/enrollment/steps/step-rules.ts"
import type { StepNumber } from "../../../src/domain/enrollment/steps/step.ts"
import { gradeLevels } from "../../../src/domain/student/grade-level.ts"
import { races } from "../../../src/domain/student/race.ts"
import { suffixes } from "../../fixtures/arbitrary-values.ts"
import { clicks, starts, statesOf } from "../../fixtures/enrollment-clicks.ts"
import { begun, completed, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"
import { assertStorable } from "../../fixtures/postgres-limits.ts"
import { stepInputs, today } from "../../fixtures/step-data-arbitraries.ts"

const project = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const decoded = <N extends StepNumber>(step: N, input: unknown): StepData[N] =>
  Result.getOrThrow(decodeStepData(step, input, { today, confirmed: confirmable }))

/** Enrollments that walked through all six steps with generated data. */
const families = Arbitrary.map(
  Arbitrary.all([Arbitrary.all(stepInputs), suffixes]),
  ([inputs, suffix]) =>
    ([1, 2, 3, 4, 5, 6] as const).reduce<Enrollment>(
      (enrollment, step) => completed(enrollment, step, decoded(step, inputs[step])),
      begun({}, suffix)
    )
)

describe("projectStudentRecords", () => {
  it.prop("takes everything that the steps accept, and PostgreSQL takes what it makes", [families], ([enrollment]) => {
    const set = project(enrollment)
    assertStorable(set, "")
    assert.include(gradeLevels, set.associations[0].entry_grade_level_descriptor)
    assert.match(set.user.grades.join(), /^(KG|0[1-9]|1[0-2])$/)
    assert.includeMembers([...races] as Array<string>, set.student.races.map(({ race_descriptor }) => race_descriptor))
    assert.isTrue(set.student.birth_date < set.associations[0].entry_date)
    assert.isTrue(set.extension.expected_start_date >= set.associations[0].entry_date)
    assert.match(set.user.username, /^[a-z0-9.-]{1,80}$/)
    assert.strictEqual(set.extension.enrollment_id, `TSA-ENROLL-${set.student.student_unique_id.slice(8)}`)
  }, { arbitrary: { runs: 150 } })

  it.prop("is pure: the same twice, from a copy too, and what it reads stays", [families], ([enrollment]) => {
    const copy = structuredClone(enrollment)
    assert.deepStrictEqual(project(enrollment), project(copy))
    assert.deepStrictEqual(enrollment, copy)
  }, { arbitrary: { runs: 30 } })

  it.prop("keeps the keys of the rows whatever happens after step 4", [starts, clicks], ([first, all]) => {
    const sets = statesOf(first, all).filter(({ identity }) => identity !== undefined).map(project)
    for (const { associations: [association], extension, school, student, user } of sets) {
      assert.deepStrictEqual(
        [
          student.student_unique_id,
          student.student_usi,
          association.school_id,
          association.entry_date,
          extension.registered_at,
          user.username,
          school
        ],
        [
          sets[0]?.student.student_unique_id,
          sets[0]?.student.student_usi,
          sets[0]?.associations[0].school_id,
          sets[0]?.associations[0].entry_date,
          sets[0]?.extension.registered_at,
          sets[0]?.user.username,
          sets[0]?.school
        ]
      )
    }
  }, { arbitrary: { runs: 50 } })

  it("copies nothing medical, no guardian and no contact", () => {
    const secret = "sentinel"
    const adult = {
      first_name: secret,
      last_name: secret,
      email: "sentinel@example.test",
      relationship_to_student: secret
    }
    const step4 = decoded(4, {
      student_info: { ...stepData[4].student_info, previous_schools: [secret], languages: ["eng"] },
      parent_info: { ...adult, phone: secret, address_line_1: secret, city: secret, county: secret },
      additional_guardians: [adult],
      academic_history: {
        current_school: secret,
        current_gpa: secret,
        special_education_services: secret,
        special_accommodations: [secret]
      },
      medical_info: {
        conditions: secret,
        medications: [secret],
        allergies: secret,
        dietary_restrictions: secret,
        emergency_medical_contact: { name: secret, phone: secret }
      },
      emergency_contacts: [{ name: secret, phone: secret, relationship: secret }],
      special_needs: secret
    })
    const before = {
      ...walkedTo(3),
      parent_email: "sentinel@example.test",
      drafts: { 4: { saved_at: minute(9), data: { special_needs: secret } } }
    }
    const set = project(completed(before, 4, step4))
    assert.notInclude(JSON.stringify(set).toLowerCase(), secret)
    assert.deepStrictEqual(set.extension.custom_data, { policy: before.policy })
  })

  it("fails before step 4, and for stored data that no step would have accepted", () => {
    const broken = { ...walkedTo(4), steps: { 4: { ...walkedTo(4).steps[4], data: {} } } } as unknown as Enrollment
    for (const enrollment of [begun(), walkedTo(3), broken]) {
      const failure = Result.getOrThrow(Result.flip(projectStudentRecords(enrollment)))
      assert.deepStrictEqual(failure.map(({ code, pointer }) => [code, pointer]), [[
        "not_projectable",
        "/steps/4/data"
      ]])
    }
  })
})
