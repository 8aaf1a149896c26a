import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { stepNumbers } from "../../src/domain/enrollment/steps/step.ts"
import { withoutEvents } from "../../src/domain/history/event.ts"
import { Events } from "../../src/domain/history/events.port.ts"
import { completed, minute } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf, invitationOf } from "../fixtures/enrollments.ts"
import { editedOften } from "../fixtures/many-events.ts"
import type { Cases } from "./cases.ts"

/** Returns an enrollment as large as the limits of steps and drafts allow, or nearly so. */
const large = () => {
  const enrollment = enrollmentOf(invitationOf(), 3)
  const drafts = stepNumbers.map((step) => [step, { saved_at: minute(50), data: { note: "ő".repeat(24_000) } }])
  return { ...enrollment, drafts: Object.fromEntries(drafts) }
}

export const limitCases: Cases = (it) => {
  it.effect("as many events as leave at once leave with whatever else a step changes", () =>
    Effect.gen(function*() {
      const { accept, create, get } = yield* Enrollments
      const before = yield* create(editedOften(enrollmentOf(invitationOf(), 3), 250))
      const after = withoutEvents(completed(before, 4), new Set(Object.keys(before.events)))
      assert.lengthOf(Object.keys(after.events), Object.keys(before.events).length + 1 - 100)
      yield* accept(before, after)
      assert.deepStrictEqual(yield* get(before.enrollment_id), Option.some(after))
    }))

  it.effect("enrollments that together are more than one answer holds are read at once", () =>
    Effect.gen(function*() {
      const { create, getMany } = yield* Enrollments
      const all = Array.from({ length: 60 }, large)
      yield* Effect.forEach(all, create, { concurrency: 4 })
      const read = yield* getMany(all.map(({ enrollment_id }) => enrollment_id))
      const byId = new Map(read.map((enrollment) => [enrollment.enrollment_id, enrollment]))
      assert.deepStrictEqual(all.map(({ enrollment_id }) => byId.get(enrollment_id)), all)
    }), 60_000)

  it.effect("a history that is longer than one page holds is listed to its end", () =>
    Effect.gen(function*() {
      const { append, list } = yield* Events
      const subject = editedOften(enrollmentOf(), 5000)
      const history = Object.values(subject.events).toSorted((one, other) => one.at < other.at ? -1 : 1)
      yield* append(history)
      assert.deepStrictEqual(yield* list(subject.enrollment_id), history)
    }), 60_000)
}
