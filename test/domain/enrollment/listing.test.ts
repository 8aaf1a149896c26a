import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { withBlocked } from "../../../src/domain/enrollment/family/custody.ts"
import { listingOf } from "../../../src/domain/enrollment/reading/listing.ts"
import { withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { begun, completed, context, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

describe("listingOf", () => {
  it("a new enrollment is listed as the invitation names the child", () =>
    assert.deepStrictEqual(listingOf(begun()), {
      enrollment_id: "TSA-ENROLL-20241208-ABC12345",
      status: "pending",
      current_step: 1,
      total_steps: 6,
      completed_steps: 0,
      progress_percentage: 0,
      next_step_name: "Program Information",
      student_first_name: "Ada",
      student_last_name: null,
      grade_level: "5th",
      sport_interest: "soccer",
      coach_id: "c-17",
      coach_name: "Coach Kim",
      school_id: 1,
      school_name: "TSA Austin",
      parent_email: "ann@example.test",
      provisioning_state: "not_due",
      wanted_at: null,
      problems: [],
      created_at: minute(1),
      updated_at: minute(1),
      version: 1,
      unblocked_at: 1
    }))

  it("a row tells that nobody is blocked, and of a block only that there is one", () => {
    const before = walkedTo(2)
    const blocked = withBlocked(before, ["bob@example.test"], context(30))
    assert.strictEqual(listingOf(before).unblocked_at, before.version)
    assert.deepInclude(listingOf(blocked), { version: before.version + 1, unblocked_at: null })
    assert.notInclude(JSON.stringify(listingOf(blocked)), "bob@")
    assert.strictEqual(listingOf(withBlocked(blocked, [], context(31))).unblocked_at, before.version + 2)
  })

  it("the sport is step 4's, else step 1's first, else the invitation's", () => {
    const { student_info } = stepData[4]
    const named = {
      ...stepData[4],
      student_info: { ...student_info, sport_interest: "chess", grade_level: "Kindergarten" as const }
    }
    assert.strictEqual(listingOf(walkedTo(1)).sport_interest, "tennis")
    assert.deepInclude(listingOf(completed(walkedTo(3), 4, named)), {
      sport_interest: "chess",
      grade_level: "K",
      student_last_name: "Lovelace",
      provisioning_state: "pending",
      wanted_at: minute(14)
    })
  })

  it("nothing comes next when all is done, or the enrollment is closed", () => {
    assert.deepInclude(listingOf(walkedTo(6)), { current_step: 6, next_step_name: null, progress_percentage: 100 })
    const withdrawn = Result.getOrThrow(withdraw(walkedTo(2), "moved", context(30)))
    assert.deepInclude(listingOf(withdrawn), { status: "withdrawn", current_step: 3, next_step_name: null })
  })
})
