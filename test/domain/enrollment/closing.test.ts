import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { begunOf } from "../../../src/domain/enrollment/begun.ts"
import { decide, type Decision, reopen } from "../../../src/domain/enrollment/closing.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { EnrollmentClosed } from "../../../src/domain/enrollment/errors.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { enrollmentStatus } from "../../../src/domain/enrollment/status.ts"
import { type StepNumber, stepNumbers } from "../../../src/domain/enrollment/steps/step.ts"
import { withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { clicks, starts, statesOf } from "../../fixtures/enrollment-clicks.ts"
import { completed, context, minute, walkedTo } from "../../fixtures/enrollment-walk.ts"

const enrollment_id = "TSA-ENROLL-20241208-ABC12345"
const left = (enrollment: Enrollment, n = 50) => Result.getOrThrow(withdraw(enrollment, "moved away", context(n)))
const back = (enrollment: Enrollment, n = 60) => Result.getOrThrow(reopen(enrollment, "by mistake", context(n)))
const decided = (enrollment: Enrollment, decision: Decision, by: "coach" | "staff" = "coach", n = 50) =>
  decide(enrollment, decision, by, context(n))
const declined = (enrollment: Enrollment) =>
  Result.getOrThrow(decided(enrollment, { decision: "declined", notes: "No place is left." }, "staff"))
const failure = <E>(result: Result.Result<unknown, E>): E => Result.getOrThrow(Result.flip(result))
const typesOf = ({ events }: Enrollment) => Object.values(events).map(({ type }) => type)

/** Returns the enrollment without what every accepted change leaves. */
const content = (
  { events: _, provisioning: __, reopened: ___, updated_at: ____, version: _____, ...rest }: Enrollment
) => rest

describe("reopen", () => {
  it.each([0, ...stepNumbers] as const)(
    "after %d steps undoes a withdrawal and a refusal, as if they had not been",
    (last) => {
      const before = walkedTo(last)
      for (const gone of [left(before), declined(before)]) {
        const after = back(gone)
        assert.deepStrictEqual(content(after), content(before))
        assert.strictEqual(enrollmentStatus(after), enrollmentStatus(before))
        assert.deepStrictEqual([after.version, typesOf(after).at(-1)], [gone.version + 1, "enrollment_reopened"])
        if (!recordsDue(before)) {
          assert.strictEqual(after.provisioning.state, "not_due")
          continue
        }
        assert.deepInclude(after.provisioning, { state: "pending", wanted_version: after.version })
        const records = (enrollment: Enrollment) =>
          Result.getOrThrow(projectStudentRecords({ ...enrollment, version: 0 }))
        assert.deepStrictEqual(records(after), records(before))
        assert.strictEqual(records(gone).user.status, "tobedeleted")
      }
    }
  )

  it.prop("undoes a withdrawal in whatever state it comes", [starts, clicks], ([first, all]) => {
    const before = statesOf(first, all).findLast(({ closure }) => closure === undefined) ?? first
    assert.deepStrictEqual(content(back(left(before, 900), 901)), content(before))
  })

  it("lets the family go on, and says when and why, but not in an event", () => {
    const after = back(left(walkedTo(2)))
    assert.deepStrictEqual(after.reopened, { at: minute(60), reason: "by mistake" })
    assert.notInclude(JSON.stringify(after.events), "by mistake")
    assert.strictEqual(enrollmentStatus(completed(after, 3)), "shadow_day_completed")
    assert.strictEqual(left(after, 70).closure?.at, minute(70))
  })

  it("leaves what is open as it is, and what was erased erased", () => {
    const open = walkedTo(2)
    assert.strictEqual(back(open), open)
    const erased = { ...open, closure: { status: "erased", at: minute(50), on: "2024-12-08" } } as const
    assert.deepStrictEqual(
      failure(reopen(erased, "no", context(60))),
      new EnrollmentClosed({ enrollment_id, status: "erased" })
    )
  })
})

describe("a decision", () => {
  it("to approve is noted and closes nothing; the same again changes nothing, other notes do", () => {
    const once = Result.getOrThrow(decided(walkedTo(3), { decision: "approved", notes: "A fine runner." }))
    assert.deepStrictEqual(once.approval, { at: minute(50), notes: "A fine runner." })
    assert.deepStrictEqual([enrollmentStatus(once), typesOf(once).at(-1)], [
      "shadow_day_completed",
      "enrollment_approved"
    ])
    assert.notInclude(JSON.stringify(once.events), "runner")
    assert.strictEqual(Result.getOrThrow(decided(once, { decision: "approved", notes: "A fine runner." })), once)
    assert.strictEqual(
      Result.getOrThrow(decided(once, { decision: "approved" }, "staff", 51)).version,
      once.version + 1
    )
  })

  it.each([3, 4, 5] as const)(
    "to decline after %d steps closes; the same again changes nothing",
    (last: StepNumber) => {
      const gone = declined(walkedTo(last))
      assert.strictEqual(enrollmentStatus(gone), "declined")
      assert.deepInclude(gone.closure, { at: minute(50), on: "2024-12-08", reason: "No place is left." })
      assert.strictEqual(declined(gone), gone)
      assert.strictEqual(recordsDue(gone), last >= 4)
      assert.deepStrictEqual(
        failure(decided(gone, { decision: "approved" })),
        new EnrollmentClosed({ enrollment_id, status: "declined" })
      )
      assert.deepStrictEqual(
        failure(withdraw(gone, "moved", context(61))),
        new EnrollmentClosed({ enrollment_id, status: "declined" })
      )
    }
  )

  it("about an enrolled child is staff's", () => {
    const refusal = { decision: "declined" } as const
    assert.deepStrictEqual(
      failure(decided(walkedTo(6), refusal)),
      new EnrollmentClosed({ enrollment_id, status: "completed" })
    )
    assert.strictEqual(enrollmentStatus(Result.getOrThrow(decided(walkedTo(6), refusal, "staff"))), "declined")
  })
})

describe("what inviting again is told of an enrollment", () => {
  it("is where it stands, and the child whom step 4 names", () => {
    const child = { student_first_name: "Ada", student_last_name: "Lovelace" }
    assert.deepStrictEqual(begunOf(walkedTo(3)), { standing: "open", blocked: [] })
    assert.deepStrictEqual(begunOf(walkedTo(4)), { standing: "open", child, blocked: [] })
    assert.deepStrictEqual(begunOf(walkedTo(6)), { standing: "completed", child, blocked: [] })
    assert.deepStrictEqual(begunOf(left(walkedTo(6))), { standing: "closed", child, blocked: [] })
    const erased = { status: "erased", at: minute(50), on: "2024-12-08" } as const
    assert.deepStrictEqual(begunOf({ ...walkedTo(2), blocked: ["bob@example.test"], closure: erased }), {
      standing: "erased",
      blocked: ["bob@example.test"]
    })
  })
})
