import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { EnrollmentClosed, StepNotWaivable, StepOutOfOrder } from "../../../src/domain/enrollment/errors.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { applied } from "../../../src/domain/enrollment/provisioning.ts"
import { enrollmentStatus } from "../../../src/domain/enrollment/status.ts"
import { completeStep, waiveStep, withDraft, withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { begun, completed, context, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

const enrollment_id = "TSA-ENROLL-20241208-ABC12345"
const waived = (enrollment: Enrollment, step: 2 | 3, n = 40) =>
  Result.getOrThrow(waiveStep(enrollment, step, "met in person", context(n)))
const left = (enrollment: Enrollment, n = 50) => Result.getOrThrow(withdraw(enrollment, "moved away", context(n)))
const failure = <E>(result: Result.Result<unknown, E>): E => Result.getOrThrow(Result.flip(result))
const recordsOf = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))

describe("waiveStep", () => {
  it("2 and 3 count as done, the records tell the truth, and completing later replaces the waiver", () => {
    const past = completed(waived(waived(walkedTo(1), 2), 3, 41), 4)
    assert.deepInclude(recordsOf(past).extension, {
      parent_consultation_completed: false,
      parent_consultation_date: null,
      shadow_day_completed: false,
      shadow_day_date: null
    })
    const later = completed(completed(past, 2, stepData[2], 50), 3, stepData[3], 51)
    assert.deepInclude(recordsOf(later).extension, {
      parent_consultation_completed: true,
      parent_consultation_date: "2024-12-09",
      shadow_day_completed: true,
      shadow_day_date: "2024-12-10"
    })
    assert.deepInclude(later.provisioning, { state: "pending", wanted_version: later.version })
    assert.deepStrictEqual(Object.values(later.events).slice(-2).map(({ type }) => type), [
      "step_2_completed",
      "step_3_completed"
    ])
  })

  it("the same reason again changes nothing, another is a change; the reason is in no event", () => {
    const once = waived(walkedTo(1), 2)
    assert.strictEqual(waived(once, 2, 60), once)
    const other = Result.getOrThrow(waiveStep(once, 2, "phoned", context(61)))
    assert.strictEqual(other.version, once.version + 1)
    assert.notInclude(JSON.stringify(other.events), "phoned")
  })

  it("removes the step's draft", () =>
    assert.deepStrictEqual(waived(withDraft(walkedTo(1), 2, {}, minute(20)), 2).drafts, {}))

  it("no other step, none that is done, none before its turn, none of a closed enrollment", () => {
    for (const step of [1, 4, 5, 6] as const) {
      assert.deepStrictEqual(
        failure(waiveStep(begun(), step, "no", context(20))),
        new StepNotWaivable({ enrollment_id, step })
      )
    }
    assert.deepStrictEqual(
      failure(waiveStep(walkedTo(3), 2, "no", context(20))),
      new StepNotWaivable({ enrollment_id, step: 2 })
    )
    assert.deepStrictEqual(
      failure(waiveStep(begun(), 3, "no", context(20))),
      new StepOutOfOrder({ enrollment_id, requested: 3, expected: 1 })
    )
    assert.deepStrictEqual(
      failure(waiveStep(left(walkedTo(1)), 2, "no", context(60))),
      new EnrollmentClosed({ enrollment_id, status: "withdrawn" })
    )
  })
})

describe("withdraw", () => {
  it.each([0, 1, 2, 3] as const)("after %d steps: closed, no rows ever", (last) => {
    const gone = left(walkedTo(last))
    assert.strictEqual(enrollmentStatus(gone), "withdrawn")
    assert.isFalse(recordsDue(gone))
    assert.strictEqual(gone.provisioning.state, "not_due")
  })

  it("before payment, where records wait for it: no rows ever", () => {
    const gone = left(walkedTo(5, { provision_at: "payment" }))
    assert.strictEqual(gone.provisioning.state, "not_due")
    assert.isTrue(Result.isFailure(completeStep(gone, 6, stepData[6], "staff", context(60))))
  })

  it.each([4, 5, 6] as const)("after %d steps: the records say so, also where they were not applied yet", (last) => {
    for (const there of [false, true]) {
      const before = walkedTo(last)
      const provisioning = there ? applied(before.provisioning, before.version, minute(40)) : before.provisioning
      const gone = left({ ...before, provisioning })
      assert.deepInclude(gone.provisioning, { state: "pending", wanted_version: before.version + 1 })
      const { associations: [association], extension, user } = recordsOf(gone)
      assert.deepInclude(association, { exit_withdraw_date: "2024-12-08", exit_withdraw_type_descriptor: "Withdrawn" })
      assert.strictEqual(extension.enrollment_status, "withdrawn")
      assert.deepInclude(user, { status: "tobedeleted", enabled_user: false })
    }
  })

  it("the exit date is the day in the school's zone", () => {
    const gone = Result.getOrThrow(withdraw(walkedTo(4), "moved", context(50, "2025-01-01T05:59:59.999Z")))
    assert.strictEqual(gone.closure?.on, "2024-12-31")
  })

  it("closes for good; a second time changes nothing; the reason is in no event and no record", () => {
    const gone = Result.getOrThrow(withdraw(walkedTo(4), "sentinel reason", context(50)))
    assert.strictEqual(left(gone, 60), gone)
    assert.notInclude(JSON.stringify([gone.events, recordsOf(gone)]), "sentinel")
    assert.deepStrictEqual(
      failure(completeStep(gone, 5, stepData[5], "staff", context(61))),
      new EnrollmentClosed({ enrollment_id, status: "withdrawn" })
    )
    const declined = { ...gone, closure: { status: "declined", at: minute(50), on: "2024-12-08" } } as const
    assert.deepStrictEqual(
      failure(withdraw(declined, "moved", context(60))),
      new EnrollmentClosed({ enrollment_id, status: "declined" })
    )
  })
})

describe("events", () => {
  it("hold ids and numbers, no value that a family typed", () => {
    const { student_info } = stepData[4]
    const data = { ...stepData[4], student_info: { ...student_info, first_name: "Sentinel", birth_city: "Sentinel" } }
    assert.notInclude(JSON.stringify(left(completed(walkedTo(3), 4, data)).events), "Sentinel")
  })
})
