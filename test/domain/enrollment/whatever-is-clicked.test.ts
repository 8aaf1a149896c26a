import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { completedStep, isDone } from "../../../src/domain/enrollment/status.ts"
import { stepNumbers } from "../../../src/domain/enrollment/steps/step.ts"
import { clicks, starts, statesOf } from "../../fixtures/enrollment-clicks.ts"

const recordsOf = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const pairs = (states: ReadonlyArray<Enrollment>) =>
  states.slice(1).map((after, index) => [states[index] ?? after, after] as const)

describe("whatever is clicked", () => {
  it.prop("no step is skipped", [starts, clicks], ([first, all]) => {
    for (const state of statesOf(first, all)) {
      const done = stepNumbers.filter((step) => isDone(state, step))
      assert.deepStrictEqual(done, stepNumbers.slice(0, done.length))
    }
  })

  it.prop(
    "an accepted change raises the version by one and keeps rev; all else keeps the version",
    [starts, clicks],
    ([first, all]) => {
      for (const [before, after] of pairs(statesOf(first, all))) {
        if (before === after) continue
        const accepted = after.version !== before.version
        assert.deepStrictEqual([after.version - before.version, after.rev - before.rev], accepted ? [1, 0] : [0, 1])
        if (accepted) {
          assert.strictEqual(Object.keys(after.events).length, Object.keys(before.events).length + 1)
          assert.strictEqual(Object.values(after.events).at(-1)?.details["version"], after.version)
        } else assert.deepStrictEqual(after.steps, before.steps)
      }
    }
  )

  it.prop(
    "identity, the times of completion and what was copied at the beginning stay",
    [starts, clicks],
    ([first, all]) => {
      for (const [before, after] of pairs(statesOf(first, all))) {
        if (before.identity !== undefined) assert.deepStrictEqual(after.identity, before.identity)
        assert.strictEqual(after.identity !== undefined, completedStep(after, 4) !== undefined)
        for (const step of stepNumbers) {
          const [old, now] = [completedStep(before, step), completedStep(after, step)]
          if (old !== undefined) {
            assert.deepStrictEqual([now?.completed_at, now?.completed_on], [
              old.completed_at,
              old.completed_on
            ])
          }
        }
        assert.deepStrictEqual([after.enrollment_id, after.policy, after.invited], [
          first.enrollment_id,
          first.policy,
          first.invited
        ])
      }
    }
  )

  it.prop(
    "the records of a new version are wanted exactly when they are due and differ",
    [starts, clicks],
    ([first, all]) => {
      for (const [before, after] of pairs(statesOf(first, all))) {
        if (after.version === before.version) continue
        const differ = recordsDue(after) &&
          (!recordsDue(before) ||
            JSON.stringify(recordsOf({ ...before, version: 0 })) !==
              JSON.stringify(recordsOf({ ...after, version: 0 })))
        if (differ) {
          assert.deepInclude(after.provisioning, {
            state: "pending",
            wanted_version: after.version,
            problems: [],
            attempts: 0
          })
        } else assert.strictEqual(after.provisioning, before.provisioning)
      }
    }
  )

  it.prop("records are never due before their step, and never cease to be", [starts, clicks], ([first, all]) => {
    const due = statesOf(first, all).map(recordsDue)
    assert.deepStrictEqual(due, [...due].sort((one, other) => Number(one) - Number(other)))
    for (const state of statesOf(first, all)) {
      const step = state.policy.provision_at === "payment" ? 6 : 4
      assert.strictEqual(recordsDue(state), completedStep(state, step) !== undefined)
      assert.strictEqual(state.provisioning.state === "not_due", !recordsDue(state))
    }
  })
})
