import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { beginEnrollment } from "../../../src/domain/enrollment/initial.ts"
import { projectStudentRecords } from "../../../src/domain/enrollment/projection.ts"
import { applied } from "../../../src/domain/enrollment/provisioning.ts"
import { enrollmentStatus } from "../../../src/domain/enrollment/status.ts"
import { decodeStepData } from "../../../src/domain/enrollment/steps/decode-step.ts"
import type { StepNumber } from "../../../src/domain/enrollment/steps/step.ts"
import { completeStep } from "../../../src/domain/enrollment/transitions.ts"
import { invitationStatus } from "../../../src/domain/invitation/invitation.ts"
import { inviteFamily, mailSent } from "../../../src/domain/invitation/transitions.ts"
import { defaultPolicy } from "../../../src/domain/school/enrollment-policy.ts"
import { invitationId } from "../../../src/domain/values/identifiers.ts"
import { localDateAt } from "../../../src/domain/values/local-date.ts"
import { ada, recordsOfVersion5, step4, student_unique_id, toured, usi } from "../../fixtures/worked-example-data.ts"

const at = (now: string) => ({ now, actor: "person:p-1", event_id: now })
const school = {
  school_id: 1,
  name_of_institution: "TSA Austin",
  policy: defaultPolicy("America/Chicago"),
  active: true
}
const recordsOf = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const complete = (enrollment: Enrollment, step: StepNumber, input: unknown, now: string) => {
  const data = Result.getOrThrow(decodeStepData(step, input, { today: localDateAt(now, school.policy.time_zone) }))
  return Result.getOrThrow(completeStep(enrollment, step, data, "family", at(now)))
}

const invitation = inviteFamily(
  {
    invitation_id: invitationId("2024-12-08", "ABC12345"),
    school_id: 1,
    school_name: "TSA Austin",
    coach_id: "c-17",
    coach_name: "Kim",
    parent_email: "ann@example.test",
    invited: { student_first_name: "Ada", grade_level: "Fifth grade", sport_interest: "soccer" }
  },
  at("2024-12-08T16:00:00.000Z")
)
const begun = beginEnrollment(invitation, school, at("2024-12-08T18:00:00.000Z"))
const shadowed = toured.reduce<Enrollment>(
  (enrollment, [step, input, now]) => complete(enrollment, step, input, now),
  begun
)

const informed = complete(shadowed, 4, step4, "2024-12-12T03:00:00.000Z")
const there = { ...informed, provisioning: applied(informed.provisioning, 5, "2024-12-12T03:00:00.020Z") }
const corrected = complete(
  there,
  4,
  { ...step4, student_info: { ...ada, birth_date: "2014-03-02" } },
  "2024-12-12T15:00:00.000Z"
)
const documented = complete(corrected, 5, { required_documents_uploaded: true }, "2024-12-13T15:00:00.000Z")
const enrolled = complete(
  documented,
  6,
  { payment_method: "credit_card", payment_plan_selected: "annual" },
  "2024-12-13T15:10:00.000Z"
)

describe("the worked example of the design", () => {
  it("1. the invitation", () => {
    assert.strictEqual(invitation.invitation_id, "TSA-INV-20241208-ABC12345")
    assert.strictEqual(invitation.expires_at, "2024-12-22T16:00:00.000Z")
    assert.strictEqual(invitationStatus(invitation, "2024-12-08T16:00:00.000Z"), "pending")
    assert.strictEqual(
      invitationStatus(mailSent(invitation, 1, "2024-12-08T16:00:01.000Z"), "2024-12-08T16:00:01.000Z"),
      "sent"
    )
  })

  it("2. Ann begins", () => {
    assert.deepInclude(begun, { enrollment_id: "TSA-ENROLL-20241208-ABC12345", version: 1 })
    assert.strictEqual(enrollmentStatus(begun), "pending")
    assert.strictEqual(begun.provisioning.state, "not_due")
    assert.deepStrictEqual(Object.values(begun.events).map(({ type }) => type), ["enrollment_initialized"])
  })

  it("3. steps 1, 2 and 3", () => {
    assert.strictEqual(shadowed.version, 4)
    assert.strictEqual(enrollmentStatus(shadowed), "shadow_day_completed")
  })

  it("4. step 4, in the evening in Austin", () => {
    assert.strictEqual(informed.version, 5)
    assert.deepStrictEqual(informed.identity, {
      student_unique_id,
      student_usi: usi,
      username: `ada.lovelace.${usi}`,
      entry_date: "2024-12-11",
      school_year: 2025,
      expected_start_date: "2024-12-25",
      registered_at: "2024-12-12T03:00:00.000Z"
    } as never)
    assert.deepInclude(informed.provisioning, { state: "pending", wanted_version: 5 })
    assert.deepInclude(there.provisioning, { state: "applied", applied_version: 5 })
    assert.deepStrictEqual<unknown>(recordsOf(informed), recordsOfVersion5)
  })

  it("5. the corrected birth date changes the student, the user and the extension's version only", () => {
    assert.strictEqual(corrected.version, 6)
    assert.deepInclude(corrected.provisioning, { state: "pending", wanted_version: 6, applied_version: 5 })
    const before = recordsOf(informed)
    assert.deepStrictEqual(recordsOf(corrected), {
      ...before,
      student: { ...before.student, birth_date: "2014-03-02" },
      user: { ...before.user, birth_date: "2014-03-02" },
      extension: { ...before.extension, enrollment_version: 6 }
    })
  })

  it("6. steps 5 and 6", () => {
    assert.strictEqual(enrolled.version, 8)
    assert.strictEqual(enrollmentStatus(enrolled), "completed")
    assert.deepInclude(enrolled.provisioning, { state: "pending", wanted_version: 8 })
    const before = recordsOf(corrected)
    assert.deepStrictEqual(recordsOf(enrolled), {
      ...before,
      extension: {
        ...before.extension,
        enrollment_version: 8,
        enrollment_status: "enrolled",
        required_documents_complete: true,
        document_completion_date: "2024-12-13",
        deposit_paid: true,
        deposit_amount: 50_000,
        deposit_paid_date: "2024-12-13",
        enrollment_completed_date: "2024-12-13T15:10:00.000Z"
      },
      user: { ...before.user, enabled_user: true }
    })
  })
})
