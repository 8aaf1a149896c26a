import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { World } from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { leaveAtOnce } from "../../../src/domain/history/event.ts"
import { Events } from "../../../src/domain/history/events.port.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf, invitationOf } from "../../fixtures/enrollments.ts"
import { editedOften } from "../../fixtures/many-events.ts"
import { at, provisioningOf, relayWorld, stored, sweep } from "../../fixtures/relay-world.ts"
import { fairWeather } from "../../fixtures/weather.ts"

const inside = Effect.fnUntraced(function*({ enrollment_id }: Enrollment) {
  return Object.keys((yield* World).enrollments.get(enrollment_id)?.events ?? {})
})

const history = Effect.fnUntraced(function*({ enrollment_id }: Enrollment) {
  const moved = yield* (yield* Events).list(enrollment_id)
  return [...moved.map(({ id }) => id), ...yield* inside({ enrollment_id } as Enrollment)].toSorted()
})

/** Records how many events leave with each write. */
const watched = (leaving: Array<number>) =>
  Layer.effect(
    Enrollments,
    Effect.map(Enrollments, (inner) => ({
      ...inner,
      record: (before: Enrollment, after: Enrollment) => {
        leaving.push(Object.keys(before.events).filter((id) => after.events[id] === undefined).length)
        return inner.record(before, after)
      }
    }))
  )

describe("events inside", () => {
  it.effect("leave in portions, however many they are, and the records do not wait for the last of them", () => {
    const leaving: Array<number> = []
    return Effect.gen(function*() {
      const edited = yield* stored(editedOften(enrollmentOf(invitationOf(), 4), 350))
      const idle = yield* stored(editedOften(enrollmentOf(invitationOf(), 2), 350))
      yield* at(60)
      yield* sweep()
      assert.strictEqual((yield* provisioningOf(edited)).state, "applied")
      assert.isAtMost(Math.max(...leaving), leaveAtOnce)
      for (const each of [edited, idle]) {
        const added = (yield* history(each)).filter((id) => each.events[id] === undefined)
        assert.deepStrictEqual(added, yield* inside(each))
        assert.isAtMost(added.length, 1)
        assert.includeMembers([...yield* history(each)], Object.keys(each.events))
      }
    }).pipe(Effect.provide(Layer.provideMerge(watched(leaving), relayWorld())))
  })

  it.effect("move while PostgreSQL is away, of every enrollment that waits for it", () => {
    const weather = { ...fairWeather(), records: "away" as const } as ReturnType<typeof fairWeather>
    return Effect.gen(function*() {
      const all = yield* Effect.forEach(Array.from({ length: 200 }, () => enrollmentOf(undefined, 4)), stored)
      yield* at(60)
      yield* sweep()
      yield* sweep()
      for (const each of all) {
        assert.deepStrictEqual((yield* inside(each)).filter((id) => each.events[id] !== undefined), [])
        assert.deepInclude(yield* provisioningOf(each), { state: "pending", attempts: 0, claims: 0 })
      }
      const late = yield* stored(editedOften(enrollmentOf(undefined, 4, 40), 10))
      yield* at(61)
      for (let second = 0; second < 10; second++) yield* sweep()
      assert.deepStrictEqual((yield* inside(late)).filter((id) => late.events[id] !== undefined), [])
      weather.records = "well"
      yield* at(61, 10)
      yield* sweep()
      yield* sweep()
      assert.isTrue((yield* Effect.forEach(all, provisioningOf)).every(({ state }) => state === "applied"))
    }).pipe(Effect.provide(relayWorld(weather)))
  })

  it.effect("that cannot be moved stay where they are, and so does everything else that was to be done", () => {
    const weather = { ...fairWeather(), failing: "Events.append" } as ReturnType<typeof fairWeather>
    return Effect.gen(function*() {
      const edited = yield* stored(editedOften(enrollmentOf(invitationOf(), 4), 300))
      yield* at(60)
      assert.strictEqual((yield* Effect.flip(sweep()))._tag, "StoreUnavailable")
      assert.includeMembers(yield* inside(edited), Object.keys(edited.events))
      assert.strictEqual((yield* provisioningOf(edited)).state, "applied")
      weather.failing = undefined
      yield* at(61)
      yield* sweep()
      assert.isBelow((yield* inside(edited)).length, 2)
      assert.includeMembers([...yield* history(edited)], Object.keys(edited.events))
    }).pipe(Effect.provide(relayWorld(weather)))
  })

  it.effect("of a version that came meanwhile stay with it", () =>
    Effect.gen(function*() {
      const edited = yield* stored(editedOften(enrollmentOf(invitationOf(), 2), 150))
      yield* at(60)
      const { append } = yield* Events
      const world = yield* World
      const event = { id: "newer", at: minute(60), actor: "person:p-1", type: "step_1_edited", details: {} }
      /** The family changes something between the move of the events and the write that removes them from the item. */
      const meanwhile = Events.of({
        ...yield* Events,
        append: (events) =>
          Effect.tap(append(events), () =>
            Effect.sync(() => {
              const current = world.enrollments.get(edited.enrollment_id) ?? edited
              world.enrollments.set(edited.enrollment_id, {
                ...current,
                version: edited.version + 1,
                events: { ...current.events, newer: { ...event, subject: edited.enrollment_id } }
              })
            }))
      })
      yield* Effect.provideService(sweep(), Events, meanwhile)
      assert.include(yield* history(edited), "newer")
      assert.includeMembers([...yield* history(edited)], Object.keys(edited.events))
      assert.isBelow((yield* inside(edited)).length, 3)
    }).pipe(Effect.provide(relayWorld())))
})
