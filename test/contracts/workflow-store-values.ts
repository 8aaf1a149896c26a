import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { stepNumbers } from "../../src/domain/enrollment/steps/step.ts"
import { withDraft } from "../../src/domain/enrollment/transitions.ts"
import { clicks, starts, statesOf } from "../fixtures/enrollment-clicks.ts"
import { completed, minute, stepData } from "../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"

/** The limits of the design: 32 KiB per step, 16 KiB per draft. */
const prose = (bytes: number) => "李 ő 🦀 ".repeat(bytes / 12)

export const valueCases: Cases = (it) => {
  it.effect("names, numbers, empty lists and texts of any script come back as they went", () =>
    Effect.gen(function*() {
      const { accept, create, get } = yield* Enrollments
      const before = yield* create(completed(completed(completed(enrollmentOf(), 1), 2), 3))
      const after = completed(before, 4, {
        ...stepData[4],
        student_info: { ...stepData[4].student_info, first_name: "李 小龍", last_name: "O’Brien-Núñez", races: [] },
        academic_history: { current_gpa: 3.875, special_education_services: false },
        medical_info: { allergies: ["🥜".repeat(200)], conditions: "\ttwo\nlines" },
        special_needs: prose(7000)
      })
      yield* accept(before, after)
      assert.deepStrictEqual(yield* get(before.enrollment_id), Option.some(after))
    }))

  it.effect("the largest enrollment that the limits allow fits an item", () =>
    Effect.gen(function*() {
      const { accept, create, get, saveDraft } = yield* Enrollments
      let current: Enrollment = yield* create(enrollmentOf())
      for (const step of stepNumbers) {
        const done = completed(current, step)
        const long = { ...done.steps[step], data: { ...stepData[step], note: prose(32_000) } }
        const next = { ...done, steps: { ...done.steps, [step]: long } }
        yield* accept(current, next)
        current = next
      }
      for (const step of stepNumbers) {
        current = withDraft(current, step, { note: prose(16_000) }, minute(50))
        yield* saveDraft(current, step, current.drafts[step])
      }
      assert.deepStrictEqual(yield* get(current.enrollment_id), Option.some(current))
    }))

  it.effect.prop(
    "whatever families, staff and relays do, it is read as decided",
    { start: starts, clicks },
    (run) =>
      Effect.gen(function*() {
        const { accept, create, get, record } = yield* Enrollments
        const { enrollment_id } = enrollmentOf()
        const states = statesOf({ ...run.start, enrollment_id }, run.clicks)
        let before = yield* create(states[0] ?? run.start)
        for (const after of states) {
          if (after !== before) yield* (after.version === before.version ? record : accept)(before, after)
          before = after
        }
        assert.deepStrictEqual(yield* get(enrollment_id), Option.some(before))
      }),
    { arbitrary: { runs: 20 } }
  )

  it.effect("more than one read takes: 150 enrollments, each once, unknown ones left out", () =>
    Effect.gen(function*() {
      const { create, getMany } = yield* Enrollments
      const all = Array.from({ length: 150 }, () => enrollmentOf())
      yield* Effect.forEach(all, create, { concurrency: 16 })
      const ids = [...all, enrollmentOf(), ...all.slice(0, 5)].map(({ enrollment_id }) => enrollment_id)
      assert.sameDeepMembers([...yield* getMany(ids)], all)
      assert.deepStrictEqual(yield* getMany([]), [])
    }))
}
