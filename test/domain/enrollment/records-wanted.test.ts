import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { applied, refused } from "../../../src/domain/enrollment/provisioning.ts"
import { withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { answers } from "../../fixtures/enrollment-clicks.ts"
import { begun, completed, context, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

const left = (enrollment: Enrollment, n = 50) => Result.getOrThrow(withdraw(enrollment, "moved away", context(n)))

describe("when records are wanted", () => {
  it("from step 4 on by default", () => {
    assert.deepStrictEqual(walkedTo(3).provisioning, begun().provisioning)
    assert.deepInclude(walkedTo(4).provisioning, { state: "pending", wanted_version: 5, wanted_at: minute(14) })
    assert.deepInclude(walkedTo(6).provisioning, { state: "pending", wanted_version: 7, wanted_at: minute(14) })
  })

  it("from step 6 on under provision_at payment, while identity is fixed at step 4", () => {
    const waiting = walkedTo(5, { provision_at: "payment" })
    assert.strictEqual(waiting.provisioning.state, "not_due")
    assert.strictEqual(waiting.identity?.registered_at, minute(14))
    assert.deepInclude(walkedTo(6, { provision_at: "payment" }).provisioning, {
      state: "pending",
      wanted_version: 7,
      wanted_at: minute(16)
    })
  })

  it("not for a change that the records do not show", () => {
    const there = { ...walkedTo(4), provisioning: applied(walkedTo(4).provisioning, 5, minute(20)) }
    const guardian = { ...stepData[4].parent_info, phone: "512-555-0100" }
    const edited = completed(
      there,
      4,
      { ...stepData[4], parent_info: guardian, medical_info: { allergies: "nuts" } },
      21
    )
    assert.strictEqual(edited.version, 6)
    assert.strictEqual(edited.provisioning, there.provisioning)
    const noted = completed(edited, 1, { ...stepData[1], additional_questions: "When?" }, 22)
    assert.deepInclude(noted.provisioning, { state: "applied", wanted_version: 5 })
  })

  it("a change that they show clears needs_attention; another one does not", () => {
    const problems = [{ pointer: "/student_info/birth_date", code: "invalid", message: "No." }]
    const stuck = { ...walkedTo(4), provisioning: refused(walkedTo(4).provisioning, problems, minute(20)) }
    const guardian = { ...stepData[4].parent_info, phone: "512-555-0100" }
    assert.strictEqual(
      completed(stuck, 4, { ...stepData[4], parent_info: guardian }, 21).provisioning,
      stuck.provisioning
    )
    for (
      const after of [completed(stuck, 4, answers[4][1], 21), completed(stuck, 5, stepData[5], 21), left(stuck, 21)]
    ) {
      assert.deepInclude(after.provisioning, {
        state: "pending",
        wanted_version: 6,
        problems: [],
        attempts: 0,
        wanted_at: minute(21)
      })
    }
  })
})
