import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import {
  completedStep,
  currentStep,
  enrollmentStatus,
  isDone,
  progressPercentage,
  stepsDone
} from "../../../src/domain/enrollment/status.ts"
import { waiveStep } from "../../../src/domain/enrollment/transitions.ts"
import { context, walkedTo } from "../../fixtures/enrollment-walk.ts"

describe("where an enrollment stands", () => {
  it.each(
    [
      [0, "pending", 0, 1],
      [1, "in_progress", 16.7, 2],
      [2, "consultation_scheduled", 33.3, 3],
      [3, "shadow_day_completed", 50, 4],
      [4, "documents_pending", 66.7, 5],
      [5, "payment_pending", 83.3, 6],
      [6, "completed", 100, undefined]
    ] as const
  )("%d done: %s, %d %%, next %s", (last, status, percentage, next) => {
    const enrollment = walkedTo(last)
    assert.strictEqual(enrollmentStatus(enrollment), status)
    assert.strictEqual(progressPercentage(enrollment), percentage)
    assert.strictEqual(currentStep(enrollment), next)
    assert.strictEqual(stepsDone(enrollment), last)
  })

  it.each(["withdrawn", "declined", "erased"] as const)("%s at any step is just that", (status) => {
    for (const last of [0, 3, 6] as const) {
      const closure = { status, at: "2024-12-09T00:00:00.000Z", on: "2024-12-08" }
      assert.strictEqual(enrollmentStatus({ ...walkedTo(last), closure }), status)
    }
  })

  it("a waived step counts as done, but is not completed", () => {
    const waived = Result.getOrThrow(waiveStep(walkedTo(1), 2, "met in person", context(20)))
    assert.strictEqual(enrollmentStatus(waived), "consultation_scheduled")
    assert.isTrue(isDone(waived, 2))
    assert.isUndefined(completedStep(waived, 2))
    assert.isDefined(completedStep(waived, 1))
  })
})
