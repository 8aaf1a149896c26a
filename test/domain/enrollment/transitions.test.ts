import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { EnrollmentClosed, PolicyNotMet, StepOutOfOrder } from "../../../src/domain/enrollment/errors.ts"
import { beginEnrollment } from "../../../src/domain/enrollment/initial.ts"
import { projectStudentRecords } from "../../../src/domain/enrollment/projection.ts"
import { completedStep, enrollmentStatus, isDone } from "../../../src/domain/enrollment/status.ts"
import { stepNumbers } from "../../../src/domain/enrollment/steps/step.ts"
import { completeStep, withDraft, withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { pick } from "../../fixtures/arbitrary-values.ts"
import { answers, starts } from "../../fixtures/enrollment-clicks.ts"
import { austin, completed, context, invited, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

const enrollment_id = "TSA-ENROLL-20241208-ABC12345"
const left = (enrollment: Enrollment, n = 50) => Result.getOrThrow(withdraw(enrollment, "moved away", context(n)))
const failure = <E>(result: Result.Result<unknown, E>): E => Result.getOrThrow(Result.flip(result))
const recordsOf = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))

describe("beginEnrollment", () => {
  it("copies what it needs later from the invitation and the school", () =>
    assert.deepStrictEqual(beginEnrollment(invited(), austin, context(1)), {
      schema_version: 1,
      enrollment_id,
      invitation_id: "TSA-INV-20241208-ABC12345",
      school_id: 1,
      school_name: "TSA Austin",
      coach_id: "c-17",
      coach_name: "Coach Kim",
      parent_email: "ann@example.test",
      invited: invited().invited,
      policy: austin.policy,
      steps: {},
      drafts: {},
      provisioning: { state: "not_due", attempts: 0, claims: 0, problems: [] },
      events: {
        "event-1": {
          id: "event-1",
          at: minute(1),
          actor: "person:p-1",
          type: "enrollment_initialized",
          subject: enrollment_id,
          details: { version: 1 }
        }
      },
      version: 1,
      rev: 0,
      created_at: minute(1),
      updated_at: minute(1)
    }))
})

describe("completeStep", () => {
  it.prop("the same data again change nothing, by whomever and at any time", [
    starts,
    pick(stepNumbers),
    pick(["family", "staff"])
  ], ([state, step, by]) => {
    for (const enrollment of [state, left(state)]) {
      if (!isDone(enrollment, step)) continue
      const again = completeStep(enrollment, step, structuredClone(answers[step][0]), by, context(99))
      assert.strictEqual(Result.getOrThrow(again), enrollment)
    }
  })

  it("says which step is expected", () => {
    for (const last of [0, 1, 2, 3, 4] as const) {
      for (const step of stepNumbers.filter((number) => number > last + 1)) {
        assert.deepStrictEqual(
          failure(completeStep(walkedTo(last), step, stepData[step], "staff", context(20))),
          new StepOutOfOrder({ enrollment_id, requested: step, expected: last + 1 })
        )
      }
    }
  })

  it("removes the step's draft and no other", () => {
    const drafted = withDraft(withDraft(walkedTo(1), 2, { consultation_time: "9" }, minute(20)), 3, {}, minute(21))
    assert.deepStrictEqual(completed(drafted, 2).drafts, { 3: { saved_at: minute(21), data: {} } })
  })

  it("fixes the identity when step 4 is first accepted; an edit keeps it, and all that came of it", () => {
    const before = walkedTo(5)
    const { student_info } = stepData[4]
    const renamed = { ...stepData[4], student_info: { ...student_info, first_name: "Augusta", last_name: "King" } }
    const after = Result.getOrThrow(completeStep(before, 4, renamed, "family", context(60 * 24 * 300)))
    assert.deepStrictEqual(after.identity, before.identity)
    assert.include(after.identity?.username, "ada.lovelace.")
    assert.strictEqual(recordsOf(after).associations[0].entry_date, "2024-12-08")
    assert.strictEqual(recordsOf(after).user.given_name, "Augusta")
    assert.strictEqual(completedStep(after, 4)?.completed_at, minute(14))
    assert.strictEqual(Object.values(after.events).at(-1)?.type, "step_4_edited")
  })

  it("an edit keeps the day on which the step was done, and so do the records", () => {
    const before = walkedTo(5)
    const after = Result.getOrThrow(completeStep(before, 5, answers[5][1], "family", context(20, minute(60 * 24 * 3))))
    assert.deepInclude(completedStep(after, 5), { completed_at: minute(15), completed_on: "2024-12-08" })
    assert.strictEqual(recordsOf(after).extension.document_completion_date, "2024-12-08")
  })

  it("the family edits until completion, staff afterwards too", () => {
    const done = walkedTo(6)
    const corrected = answers[4][1]
    assert.deepStrictEqual(
      failure(completeStep(done, 4, corrected, "family", context(20))),
      new EnrollmentClosed({ enrollment_id, status: "completed" })
    )
    const edited = Result.getOrThrow(completeStep(done, 4, corrected, "staff", context(20)))
    assert.deepInclude(edited.provisioning, { state: "pending", wanted_version: 8 })
    assert.strictEqual(enrollmentStatus(edited), "completed")
  })

  it("the last step completes the enrollment; an edit of it does not again", () => {
    const done = walkedTo(6)
    assert.strictEqual(Object.values(done.events).at(-1)?.type, "enrollment_completed")
    const edited = Result.getOrThrow(completeStep(done, 6, answers[6][1], "staff", context(20)))
    assert.strictEqual(Object.values(edited.events).at(-1)?.type, "step_6_edited")
  })

  it.each([[2, "consultation"], [3, "shadow_day"], [5, "documents"], [6, "deposit"]] as const)(
    "step %d needs what the policy wants verified (%s)",
    (step, condition) => {
      const evidence = { ...austin.policy.evidence, [condition]: "verified" }
      const enrollment = walkedTo((step - 1) as 1 | 2 | 4 | 5, { evidence })
      assert.deepStrictEqual(
        failure(completeStep(enrollment, step, stepData[step], "family", context(20))),
        new PolicyNotMet({ enrollment_id, condition })
      )
    }
  )
})

describe("withDraft", () => {
  it("saves, replaces and drops; only rev rises", () => {
    const before = walkedTo(4)
    const saved = withDraft(before, 5, { additional_documents: ["a"] }, minute(20))
    assert.deepStrictEqual(saved, {
      ...before,
      drafts: { 5: { saved_at: minute(20), data: { additional_documents: ["a"] } } },
      rev: 1
    })
    const replaced = withDraft(saved, 5, {}, minute(21))
    assert.deepStrictEqual(replaced.drafts, { 5: { saved_at: minute(21), data: {} } })
    assert.deepStrictEqual(withDraft(replaced, 5, undefined, minute(22)), { ...before, rev: 3 })
  })
})
