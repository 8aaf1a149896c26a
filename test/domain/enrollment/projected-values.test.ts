import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { decodeStepData } from "../../../src/domain/enrollment/steps/decode-step.ts"
import { type StepData } from "../../../src/domain/enrollment/steps/step-data.ts"
import { confirmable } from "../../../src/domain/enrollment/steps/step-rules.ts"
import type { StepNumber } from "../../../src/domain/enrollment/steps/step.ts"
import { withdraw } from "../../../src/domain/enrollment/transitions.ts"
import { begun, completed, context, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"
import { today } from "../../fixtures/step-data-arbitraries.ts"

const project = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const decoded = <N extends StepNumber>(step: N, input: unknown): StepData[N] =>
  Result.getOrThrow(decodeStepData(step, input, { today, confirmed: confirmable }))

describe("what the records say", () => {
  const withStep4 = (student_info: object, rest: object = {}) =>
    project(
      completed(
        walkedTo(3),
        4,
        decoded(4, { ...stepData[4], ...rest, student_info: { ...stepData[4].student_info, ...student_info } })
      )
    )

  it("not answered is not no", () => {
    assert.isNull(withStep4({}).student.hispanic_latino_ethnicity)
    assert.isFalse(withStep4({ hispanic_latino_ethnicity: false }).student.hispanic_latino_ethnicity)
    assert.isNull(withStep4({}).student.multiple_birth_status)
    assert.deepStrictEqual(withStep4({}).student.races, [])
  })

  it("absent is null, whatever way it was absent", () => {
    const { student } = withStep4({ middle_name: "", maiden_name: null, birth_city: "  " })
    assert.deepStrictEqual([student.middle_name, student.maiden_name, student.birth_city, student.person_id], [
      null,
      null,
      null,
      null
    ])
  })

  it("a previous school makes a transfer", () => {
    assert.strictEqual(withStep4({}).associations[0].entry_type_descriptor, "New student")
    assert.strictEqual(withStep4({ previous_schools: [] }).associations[0].entry_type_descriptor, "New student")
    assert.strictEqual(
      withStep4({ previous_schools: ["Elm Street"] }).associations[0].entry_type_descriptor,
      "Transfer"
    )
    assert.strictEqual(
      withStep4({}, { academic_history: { current_school: "Elm Street" } }).associations[0].entry_type_descriptor,
      "Transfer"
    )
  })

  it("the sport is step 4's, else step 1's first, else the invitation's; the track is the sport", () => {
    const sports = (
      { extension: { assigned_program_track, sport_interests } }: ReturnType<typeof project>
    ) => [assigned_program_track, sport_interests]
    assert.deepStrictEqual(sports(withStep4({ sport_interest: "chess" })), ["chess", ["chess", "tennis", "soccer"]])
    assert.deepStrictEqual(sports(withStep4({})), ["tennis", ["tennis", "soccer"]])
    const { sport_interests: _, ...noSports } = stepData[1]
    const quiet = ([2, 3, 4] as const).reduce<Enrollment>(
      (enrollment, step) => completed(enrollment, step),
      completed(begun(), 1, noSports)
    )
    assert.deepStrictEqual(sports(project(quiet)), ["soccer", ["soccer"]])
    assert.deepStrictEqual(sports(project({ ...quiet, invited: {} })), [null, []])
  })

  it("registered at step 4, documents at 5, enrolled at 6", () => {
    const [four, five, six] = [4, 5, 6].map((last) => project(walkedTo(last as 4 | 5 | 6)))
    assert.deepInclude(four?.extension, {
      enrollment_status: "registered",
      required_documents_complete: false,
      document_completion_date: null,
      deposit_paid: false,
      deposit_amount: null
    })
    assert.deepInclude(five?.extension, {
      enrollment_status: "registered",
      required_documents_complete: true,
      document_completion_date: "2024-12-08"
    })
    assert.deepInclude(six?.extension, {
      enrollment_status: "enrolled",
      deposit_paid: true,
      deposit_amount: 50_000,
      deposit_paid_date: "2024-12-08",
      enrollment_completed_date: minute(16)
    })
    assert.deepStrictEqual([four, five, six].map((set) => set?.user.enabled_user), [false, false, true])
  })

  it("the deposit is the policy's, and with financial aid not paid", () => {
    assert.strictEqual(project(walkedTo(6, { deposit_cents: 12_345 })).extension.deposit_amount, 12_345)
    const aided = project(completed(walkedTo(5), 6, { ...stepData[6], payment_method: "financial_aid" }))
    assert.deepInclude(aided.extension, {
      enrollment_status: "enrolled",
      deposit_paid: false,
      deposit_amount: null,
      deposit_paid_date: null
    })
  })

  it("accounts are enabled when the policy says, and never after withdrawal", () => {
    const early = walkedTo(4, { accounts_enabled_at: "registered" })
    assert.isTrue(project(early).user.enabled_user)
    const gone = Result.getOrThrow(withdraw(early, "moved", context(50)))
    assert.deepInclude(project(gone).user, { enabled_user: false, status: "tobedeleted" })
  })
})

describe("recordsDue", () => {
  it("as the policy says, and never of an erased enrollment", () => {
    assert.deepStrictEqual(([3, 4, 5, 6] as const).map((last) => recordsDue(walkedTo(last))), [false, true, true, true])
    assert.deepStrictEqual(
      ([3, 4, 5, 6] as const).map((last) => recordsDue(walkedTo(last, { provision_at: "payment" }))),
      [false, false, false, true]
    )
    assert.isFalse(recordsDue({ ...walkedTo(6), closure: { status: "erased", at: minute(50), on: "2024-12-08" } }))
  })
})
