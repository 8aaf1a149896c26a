import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { withDraft } from "../../src/domain/enrollment/transitions.ts"
import { completed, minute, stepData } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, invitationOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

const stored = Effect.fnUntraced(function*(enrollment: Enrollment) {
  return Option.getOrThrow(yield* (yield* Enrollments).get(enrollment.enrollment_id))
})

const created = Effect.fnUntraced(function*(enrollment: Enrollment) {
  return yield* (yield* Enrollments).create(enrollment)
})

export const enrollmentCases: Cases = (it) => {
  it.effect("an enrollment is read as it was created, at any step", () =>
    Effect.forEach([0, 1, 2, 3, 4, 5, 6] as const, (last) =>
      Effect.gen(function*() {
        const enrollment = enrollmentOf(invitationOf(), last)
        assert.deepStrictEqual(yield* created(enrollment), enrollment)
        assert.deepStrictEqual(yield* stored(enrollment), enrollment)
      })))

  it.effect("an unknown id is none", () =>
    Effect.gen(function*() {
      assert.isTrue(Option.isNone(yield* (yield* Enrollments).get(enrollmentOf().enrollment_id)))
    }))

  it.effect("creating twice answers the first", () =>
    Effect.gen(function*() {
      const invitation = invitationOf()
      const first = yield* created(enrollmentOf(invitation, 0, 1))
      assert.deepStrictEqual(yield* created(enrollmentOf(invitation, 0, 2)), first)
      assert.deepStrictEqual(yield* stored(first), first)
    }))

  it.effect("of 20 concurrent creates one wins, and all answer it", () =>
    Effect.gen(function*() {
      const invitation = invitationOf()
      const begins = Array.from({ length: 20 }, (_, n) => enrollmentOf(invitation, 0, n))
      const answers = yield* Effect.forEach(begins, created, { concurrency: "unbounded" })
      const winner = yield* stored(begins[0] ?? enrollmentOf())
      for (const answer of answers) assert.deepStrictEqual(answer, winner)
    }))

  it.effect("an accepted change is stored, step by step", () =>
    Effect.gen(function*() {
      const { accept } = yield* Enrollments
      let current = yield* created(enrollmentOf())
      for (const step of [1, 2, 3, 4, 5, 6] as const) {
        const next = completed(withDraft(current, step, { note: "gone" }, minute(5)), step)
        yield* accept(current, next)
        current = next
        assert.deepStrictEqual(yield* stored(current), current)
      }
    }))

  it.effect("a change of an older version is stale and changes nothing", () =>
    Effect.gen(function*() {
      const { accept } = yield* Enrollments
      const before = yield* created(enrollmentOf())
      const current = completed(before, 1)
      yield* accept(before, current)
      const other = completed(before, 1, { ...stepData[1], sport_interests: ["chess"] })
      assert.strictEqual((yield* Effect.flip(accept(before, other)))._tag, "StaleVersion")
      assert.deepStrictEqual(yield* stored(before), current)
    }))

  it.effect("of 20 concurrent changes one wins", () =>
    Effect.gen(function*() {
      const { accept } = yield* Enrollments
      const before = yield* created(enrollmentOf())
      const changes = Array.from({ length: 20 }, (_, n) =>
        completed(before, 1, { ...stepData[1], program_interest: `Programme ${n}` }, n))
      const results = yield* Effect.forEach(changes, (after) =>
        Effect.result(accept(before, after)), {
        concurrency: "unbounded"
      })
      const winners = changes.filter((_, n) => results[n]?._tag === "Success")
      assert.deepStrictEqual(winners, [yield* stored(before)])
    }))
}
