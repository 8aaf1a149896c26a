import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { applied, retried } from "../../src/domain/enrollment/provisioning.ts"
import { withDraft } from "../../src/domain/enrollment/transitions.ts"
import { withoutEvents } from "../../src/domain/history/event.ts"
import { completed, minute, stepData } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, invitationOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

const stored = Effect.fnUntraced(function*(enrollment: Enrollment) {
  return Option.getOrThrow(yield* (yield* Enrollments).get(enrollment.enrollment_id))
})

const created = Effect.fnUntraced(function*(enrollment: Enrollment) {
  return yield* (yield* Enrollments).create(enrollment)
})

const applyRecords = (before: Enrollment, version: number): Enrollment => ({
  ...before,
  rev: before.rev + 1,
  provisioning: applied(before.provisioning, version, minute(20))
})

const otherBirthDate = { ...stepData[4], student_info: { ...stepData[4].student_info, birth_date: "2014-03-02" } }

/** Drafts and outcomes that cross the families' steps. */
export const crossingCases: Cases = (it) => {
  it.effect("a draft that was saved since the read survives a step, except the step's own", () =>
    Effect.gen(function*() {
      const { accept, saveDraft } = yield* Enrollments
      const before = yield* created(withDraft(enrollmentOf(), 1, { program_interest: "Full" }, minute(2)))
      const draft = { saved_at: minute(3), data: { payment_method: "check" } }
      yield* saveDraft(before, 6, draft)
      const after = completed(before, 1)
      yield* accept(before, after)
      assert.deepStrictEqual(yield* stored(before), { ...after, drafts: { 6: draft }, rev: before.rev + 1 })
    }))

  it.effect("a draft is replaced and dropped, whoever saved another one meanwhile", () =>
    Effect.gen(function*() {
      const { saveDraft } = yield* Enrollments
      const before = yield* created(enrollmentOf())
      yield* saveDraft(before, 2, { saved_at: minute(2), data: { special_requests: "one" } })
      const second = { saved_at: minute(3), data: { special_requests: "two" } }
      yield* saveDraft(before, 2, second)
      assert.deepStrictEqual((yield* stored(before)).drafts, { 2: second })
      yield* saveDraft(before, 2, undefined)
      assert.deepStrictEqual(yield* stored(before), { ...before, rev: before.rev + 3 })
    }))

  it.effect.each([1, 6] as const)(
    "a draft of step %d that was decided before step 1 was accepted is stale after",
    (step) =>
      Effect.gen(function*() {
        const { accept, saveDraft } = yield* Enrollments
        const before = yield* created(enrollmentOf())
        const after = completed(before, 1)
        yield* accept(before, after)
        for (const draft of [{ saved_at: minute(2), data: {} }, undefined]) {
          assert.strictEqual((yield* Effect.flip(saveDraft(before, step, draft)))._tag, "StaleVersion")
        }
        assert.deepStrictEqual(yield* stored(before), after)
      })
  )

  it.effect("however a draft crosses the acceptance of its step, one of the two comes first", () =>
    Effect.gen(function*() {
      const { accept, saveDraft } = yield* Enrollments
      const draft = { saved_at: minute(2), data: { program_interest: "Full" } }
      for (let n = 0; n < 10; n++) {
        const before = yield* created(enrollmentOf())
        const [saved] = yield* Effect.all(
          [Effect.result(saveDraft(before, 1, draft)), accept(before, completed(before, 1))],
          { concurrency: "unbounded" }
        )
        const rev = before.rev + (saved._tag === "Success" ? 1 : 0)
        assert.deepStrictEqual(yield* stored(before), { ...completed(before, 1), rev })
      }
    }))

  it.effect("a draft of an enrollment that is not there is refused and makes none", () =>
    Effect.gen(function*() {
      const nowhere = enrollmentOf()
      const { get, saveDraft } = yield* Enrollments
      const failure = yield* Effect.flip(saveDraft(nowhere, 1, { saved_at: minute(2), data: {} }))
      assert.strictEqual(failure._tag, "StaleVersion")
      assert.isTrue(Option.isNone(yield* get(nowhere.enrollment_id)))
    }))

  it.effect("bookkeeping on an older rev or version is stale", () =>
    Effect.gen(function*() {
      const { accept, record, saveDraft } = yield* Enrollments
      const before = yield* created(enrollmentOf(invitationOf(), 4))
      yield* saveDraft(before, 5, { saved_at: minute(19), data: {} })
      assert.strictEqual((yield* Effect.flip(record(before, applyRecords(before, 5))))._tag, "StaleVersion")
      const read = yield* stored(before)
      yield* accept(read, completed(read, 5))
      assert.strictEqual((yield* Effect.flip(record(read, applyRecords(read, 5))))._tag, "StaleVersion")
      assert.deepStrictEqual(yield* stored(before), completed(read, 5))
    }))

  it.effect("an outcome that was recorded since the read is not undone by a change that wants newer records", () =>
    Effect.gen(function*() {
      const { accept, record } = yield* Enrollments
      const before = yield* created(enrollmentOf(invitationOf(), 4))
      const moved = Object.keys(before.events)
      yield* record(before, withoutEvents(applyRecords(before, 5), new Set(moved)))
      const edited = completed(before, 4, otherBirthDate, 30)
      yield* accept(before, edited)
      const now = yield* stored(before)
      const { provisioning } = edited
      assert.deepStrictEqual(now.provisioning, { ...provisioning, applied_version: 5, applied_at: minute(20) })
      assert.deepStrictEqual([now.version, now.rev], [6, before.rev + 2])
      assert.deepStrictEqual(Object.keys(now.events), ["event-30"])
    }))

  it.effect("nor by one that wants none, and what a relay takes off is gone", () =>
    Effect.gen(function*() {
      const { accept, record } = yield* Enrollments
      const before = yield* created(enrollmentOf(invitationOf(), 4))
      const after = applyRecords(before, 5)
      yield* record(before, after)
      yield* accept(before, completed(before, 2, { ...stepData[2], consultation_notes: "Call after five." }, 31))
      assert.deepStrictEqual((yield* stored(before)).provisioning, after.provisioning)
      const pending = yield* stored(before)
      const asked = { ...pending, provisioning: retried(pending.provisioning, minute(40)), rev: pending.rev + 1 }
      yield* record(pending, asked)
      assert.deepStrictEqual(yield* stored(before), asked)
    }))
}
