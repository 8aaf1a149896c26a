import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { EnrollmentClosed, PolicyNotMet, StepNotWaivable, StepOutOfOrder } from "../../../src/domain/enrollment/errors.ts"
import { applied, refused } from "../../../src/domain/enrollment/provisioning.ts"
import { projectStudentRecords, recordsDue } from "../../../src/domain/enrollment/projection.ts"
import { completedStep, enrollmentStatus, isDone } from "../../../src/domain/enrollment/status.ts"
import { stepNumbers } from "../../../src/domain/enrollment/step.ts"
import { beginEnrollment, completeStep, waiveStep, withdraw, withDraft } from "../../../src/domain/enrollment/transitions.ts"
import { pick } from "../arbitrary-values.ts"
import { answers, clicks, starts, statesOf } from "../enrollment-clicks.ts"
import { austin, begun, completed, invited, minute, occasion, stepData, walkedTo } from "../enrollment-walk.ts"

const enrollment_id = "TSA-ENROLL-20241208-ABC12345"
const waived = (enrollment: Enrollment, step: 2 | 3, n = 40) => Result.getOrThrow(waiveStep(enrollment, step, "met in person", occasion(n)))
const left = (enrollment: Enrollment, n = 50) => Result.getOrThrow(withdraw(enrollment, "moved away", occasion(n)))
const failure = <E>(result: Result.Result<unknown, E>): E => Result.getOrThrow(Result.flip(result))
const recordsOf = (enrollment: Enrollment) => Result.getOrThrow(projectStudentRecords(enrollment))
const pairs = (states: ReadonlyArray<Enrollment>) => states.slice(1).map((after, index) => [states[index] ?? after, after] as const)

describe("beginEnrollment", () => {
  it("copies what it needs later from the invitation and the school", () =>
    assert.deepStrictEqual(beginEnrollment(invited(), austin, occasion(1)), {
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

describe("whatever is clicked", () => {
  it.prop("no step is skipped", [starts, clicks], ([first, all]) => {
    for (const state of statesOf(first, all)) {
      const done = stepNumbers.filter((step) => isDone(state, step))
      assert.deepStrictEqual(done, stepNumbers.slice(0, done.length))
    }
  })

  it.prop("an accepted change raises the version by one and keeps rev; all else keeps the version", [starts, clicks], ([first, all]) => {
    for (const [before, after] of pairs(statesOf(first, all))) {
      if (before === after) continue
      const accepted = after.version !== before.version
      assert.deepStrictEqual([after.version - before.version, after.rev - before.rev], accepted ? [1, 0] : [0, 1])
      if (accepted) {
        assert.strictEqual(Object.keys(after.events).length, Object.keys(before.events).length + 1)
        assert.strictEqual(Object.values(after.events).at(-1)?.details["version"], after.version)
      } else assert.deepStrictEqual(after.steps, before.steps)
    }
  })

  it.prop("identity, the times of completion and what was copied at the beginning stay", [starts, clicks], ([first, all]) => {
    for (const [before, after] of pairs(statesOf(first, all))) {
      if (before.identity !== undefined) assert.deepStrictEqual(after.identity, before.identity)
      assert.strictEqual(after.identity !== undefined, completedStep(after, 4) !== undefined)
      for (const step of stepNumbers) {
        const [old, now] = [completedStep(before, step), completedStep(after, step)]
        if (old !== undefined) assert.deepStrictEqual([now?.completed_at, now?.completed_on], [old.completed_at, old.completed_on])
      }
      assert.deepStrictEqual([after.enrollment_id, after.policy, after.invited], [first.enrollment_id, first.policy, first.invited])
    }
  })

  it.prop("the records of a new version are wanted exactly when they are due and differ", [starts, clicks], ([first, all]) => {
    for (const [before, after] of pairs(statesOf(first, all))) {
      if (after.version === before.version) continue
      const differ = recordsDue(after) &&
        (!recordsDue(before) ||
          JSON.stringify(recordsOf({ ...before, version: 0 })) !== JSON.stringify(recordsOf({ ...after, version: 0 })))
      if (differ) {
        assert.deepInclude(after.provisioning, { state: "pending", wanted_version: after.version, problems: [], attempts: 0 })
      } else assert.strictEqual(after.provisioning, before.provisioning)
    }
  })

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

describe("completeStep", () => {
  it.prop("the same data again change nothing, by whomever and at any time", [starts, pick(stepNumbers), pick(["family", "staff"])], ([state, step, by]) => {
    for (const enrollment of [state, left(state)]) {
      if (!isDone(enrollment, step)) continue
      const again = completeStep(enrollment, step, structuredClone(answers[step][0]), by, occasion(99))
      assert.strictEqual(Result.getOrThrow(again), enrollment)
    }
  })

  it("says which step is expected", () => {
    for (const last of [0, 1, 2, 3, 4] as const) {
      for (const step of stepNumbers.filter((number) => number > last + 1)) {
        assert.deepStrictEqual(
          failure(completeStep(walkedTo(last), step, stepData[step], "staff", occasion(20))),
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
    const after = Result.getOrThrow(completeStep(before, 4, renamed, "family", occasion(60 * 24 * 300)))
    assert.deepStrictEqual(after.identity, before.identity)
    assert.include(after.identity?.username, "ada.lovelace.")
    assert.strictEqual(recordsOf(after).association.entry_date, "2024-12-08")
    assert.strictEqual(recordsOf(after).user.given_name, "Augusta")
    assert.strictEqual(completedStep(after, 4)?.completed_at, minute(14))
    assert.strictEqual(Object.values(after.events).at(-1)?.type, "step_4_edited")
  })

  it("the family edits until completion, staff afterwards too", () => {
    const done = walkedTo(6)
    const corrected = answers[4][1]
    assert.deepStrictEqual(
      failure(completeStep(done, 4, corrected, "family", occasion(20))),
      new EnrollmentClosed({ enrollment_id, status: "completed" })
    )
    const edited = Result.getOrThrow(completeStep(done, 4, corrected, "staff", occasion(20)))
    assert.deepInclude(edited.provisioning, { state: "pending", wanted_version: 8 })
    assert.strictEqual(enrollmentStatus(edited), "completed")
  })

  it("the last step completes the enrollment; an edit of it does not again", () => {
    const done = walkedTo(6)
    assert.strictEqual(Object.values(done.events).at(-1)?.type, "enrollment_completed")
    const edited = Result.getOrThrow(completeStep(done, 6, answers[6][1], "staff", occasion(20)))
    assert.strictEqual(Object.values(edited.events).at(-1)?.type, "step_6_edited")
  })

  it.each([[2, "consultation"], [3, "shadow_day"], [5, "documents"], [6, "deposit"]] as const)(
    "step %d needs what the policy wants verified (%s)",
    (step, condition) => {
      const evidence = { ...austin.policy.evidence, [condition]: "verified" }
      const enrollment = walkedTo((step - 1) as 1 | 2 | 4 | 5, { evidence })
      assert.deepStrictEqual(
        failure(completeStep(enrollment, step, stepData[step], "family", occasion(20))),
        new PolicyNotMet({ enrollment_id, condition })
      )
    }
  )
})

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
    assert.deepInclude(walkedTo(6, { provision_at: "payment" }).provisioning, { state: "pending", wanted_version: 7, wanted_at: minute(16) })
  })

  it("not for a change that the records do not show", () => {
    const there = { ...walkedTo(4), provisioning: applied(walkedTo(4).provisioning, 5, minute(20)) }
    const guardian = { ...stepData[4].parent_info, phone: "512-555-0100" }
    const edited = completed(there, 4, { ...stepData[4], parent_info: guardian, medical_info: { allergies: "nuts" } }, 21)
    assert.strictEqual(edited.version, 6)
    assert.strictEqual(edited.provisioning, there.provisioning)
    const noted = completed(edited, 1, { ...stepData[1], additional_questions: "When?" }, 22)
    assert.deepInclude(noted.provisioning, { state: "applied", wanted_version: 5 })
  })

  it("a change that they show clears needs_attention; another one does not", () => {
    const problems = [{ pointer: "/student_info/birth_date", code: "invalid", message: "No." }]
    const stuck = { ...walkedTo(4), provisioning: refused(walkedTo(4).provisioning, problems, minute(20)) }
    const guardian = { ...stepData[4].parent_info, phone: "512-555-0100" }
    assert.strictEqual(completed(stuck, 4, { ...stepData[4], parent_info: guardian }, 21).provisioning, stuck.provisioning)
    for (const after of [completed(stuck, 4, answers[4][1], 21), completed(stuck, 5, stepData[5], 21), left(stuck, 21)]) {
      assert.deepInclude(after.provisioning, { state: "pending", wanted_version: 6, problems: [], attempts: 0, wanted_at: minute(21) })
    }
  })
})

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
    assert.deepStrictEqual(Object.values(later.events).slice(-2).map(({ type }) => type), ["step_2_completed", "step_3_completed"])
  })

  it("the same reason again changes nothing, another is a change; the reason is in no event", () => {
    const once = waived(walkedTo(1), 2)
    assert.strictEqual(waived(once, 2, 60), once)
    const other = Result.getOrThrow(waiveStep(once, 2, "phoned", occasion(61)))
    assert.strictEqual(other.version, once.version + 1)
    assert.notInclude(JSON.stringify(other.events), "phoned")
  })

  it("removes the step's draft", () => assert.deepStrictEqual(waived(withDraft(walkedTo(1), 2, {}, minute(20)), 2).drafts, {}))

  it("no other step, none that is done, none before its turn, none of a closed enrollment", () => {
    for (const step of [1, 4, 5, 6] as const) {
      assert.deepStrictEqual(failure(waiveStep(begun(), step, "no", occasion(20))), new StepNotWaivable({ enrollment_id, step }))
    }
    assert.deepStrictEqual(failure(waiveStep(walkedTo(3), 2, "no", occasion(20))), new StepNotWaivable({ enrollment_id, step: 2 }))
    assert.deepStrictEqual(
      failure(waiveStep(begun(), 3, "no", occasion(20))),
      new StepOutOfOrder({ enrollment_id, requested: 3, expected: 1 })
    )
    assert.deepStrictEqual(
      failure(waiveStep(left(walkedTo(1)), 2, "no", occasion(60))),
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
    assert.isTrue(Result.isFailure(completeStep(gone, 6, stepData[6], "staff", occasion(60))))
  })

  it.each([4, 5, 6] as const)("after %d steps: the records say so, also where they were not applied yet", (last) => {
    for (const there of [false, true]) {
      const before = walkedTo(last)
      const provisioning = there ? applied(before.provisioning, before.version, minute(40)) : before.provisioning
      const gone = left({ ...before, provisioning })
      assert.deepInclude(gone.provisioning, { state: "pending", wanted_version: before.version + 1 })
      const { association, extension, user } = recordsOf(gone)
      assert.deepInclude(association, { exit_withdraw_date: "2024-12-08", exit_withdraw_type_descriptor: "Withdrawn" })
      assert.strictEqual(extension.enrollment_status, "withdrawn")
      assert.deepInclude(user, { status: "tobedeleted", enabled_user: false })
    }
  })

  it("the exit date is the day in the school's zone", () => {
    const gone = Result.getOrThrow(withdraw(walkedTo(4), "moved", occasion(50, "2025-01-01T05:59:59.999Z")))
    assert.strictEqual(gone.closure?.on, "2024-12-31")
  })

  it("closes for good; a second time changes nothing; the reason is in no event and no record", () => {
    const gone = Result.getOrThrow(withdraw(walkedTo(4), "sentinel reason", occasion(50)))
    assert.strictEqual(left(gone, 60), gone)
    assert.notInclude(JSON.stringify([gone.events, recordsOf(gone)]), "sentinel")
    assert.deepStrictEqual(
      failure(completeStep(gone, 5, stepData[5], "staff", occasion(61))),
      new EnrollmentClosed({ enrollment_id, status: "withdrawn" })
    )
    const declined = { ...gone, closure: { status: "declined", at: minute(50), on: "2024-12-08" } } as const
    assert.deepStrictEqual(failure(withdraw(declined, "moved", occasion(60))), new EnrollmentClosed({ enrollment_id, status: "declined" }))
  })
})

describe("withDraft", () => {
  it("saves, replaces and drops; only rev rises", () => {
    const before = walkedTo(4)
    const saved = withDraft(before, 5, { additional_documents: ["a"] }, minute(20))
    assert.deepStrictEqual(saved, { ...before, drafts: { 5: { saved_at: minute(20), data: { additional_documents: ["a"] } } }, rev: 1 })
    const replaced = withDraft(saved, 5, {}, minute(21))
    assert.deepStrictEqual(replaced.drafts, { 5: { saved_at: minute(21), data: {} } })
    assert.deepStrictEqual(withDraft(replaced, 5, undefined, minute(22)), { ...before, rev: 3 })
  })
})

describe("events", () => {
  it("hold ids and numbers, no value that a family typed", () => {
    const { student_info } = stepData[4]
    const data = { ...stepData[4], student_info: { ...student_info, first_name: "Sentinel", birth_city: "Sentinel" } }
    assert.notInclude(JSON.stringify(left(completed(walkedTo(3), 4, data)).events), "Sentinel")
  })
})
