import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Option, Result } from "effect"
import { TestClock } from "effect/testing"
import * as EnrollmentsInMemory from "../../../src/adapters/memory/enrollments.ts"
import * as World from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { draftPolicy } from "../../../src/domain/enrollment/policies.ts"
import { saveDraft } from "../../../src/domain/enrollment/steps/save-draft.ts"
import { withdraw } from "../../../src/domain/enrollment/transitions.ts"
import type { Principal } from "../../../src/domain/people/principal.ts"
import { completed, context, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

const family: Principal = {
  _tag: "Person",
  id: "ann",
  address: "ann@example.test",
  name: "Ann",
  grants: [{ role: "parent", school_id: "*" }]
}

/** Returns the service's answer to a draft when something else was accepted between its decision and its write, and what is stored then. */
const crossed = Effect.fnUntraced(function*(before: Enrollment, meanwhile: (current: Enrollment) => Enrollment) {
  const inner = yield* Enrollments
  yield* inner.create(before)
  const crossing = {
    ...inner,
    saveDraft: (...asked: Parameters<typeof inner.saveDraft>) =>
      Effect.gen(function*() {
        const current = Option.getOrThrow(yield* inner.get(before.enrollment_id))
        if (current.version === before.version) yield* Effect.orDie(inner.accept(current, meanwhile(current)))
        yield* TestClock.adjust("5 seconds")
        return yield* inner.saveDraft(...asked)
      })
  }
  const permit = yield* draftPolicy.check(family, { id: before.enrollment_id })
  const answered = yield* Effect.result(saveDraft(permit, 6, { payment_method: "check" })).pipe(
    Effect.provideService(Enrollments, crossing)
  )
  return { answered, stands: Option.getOrThrow(yield* inner.get(before.enrollment_id)) }
}, Effect.provide(Layer.fresh(EnrollmentsInMemory.layer.pipe(Layer.provide(World.layer)))))

describe("a draft that was decided before something else was accepted, and is written after", () => {
  it.effect("is refused where its step is by then", () =>
    Effect.gen(function*() {
      const closing = [
        (current: Enrollment) => completed(current, 6),
        (current: Enrollment) => Result.getOrThrow(withdraw(current, "moved", context(40)))
      ]
      for (const close of closing) {
        const { answered, stands } = yield* crossed(walkedTo(5), close)
        assert.strictEqual(Result.isFailure(answered) ? answered.failure._tag : "saved", "EnrollmentClosed")
        assert.deepStrictEqual(stands, close(walkedTo(5)))
      }
    }))

  it.effect("stands after it, with the time of then", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.parse(minute(100)))
      const edit = (current: Enrollment) =>
        completed(current, 1, { ...stepData[1], additional_questions: "When?" }, 101)
      const { answered, stands } = yield* crossed(walkedTo(5), edit)
      assert.deepStrictEqual(stands, Result.getOrThrow(answered))
      assert.strictEqual(stands.drafts[6]?.saved_at, "2024-12-08T17:40:05.000Z")
      assert.strictEqual(stands.version, 7)
    }))
})
