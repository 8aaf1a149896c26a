import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as WakeUp from "../../../src/adapters/memory/wake-up.ts"
import { provisionPolicy } from "../../../src/domain/enrollment/policies.ts"
import type { Principal } from "../../../src/domain/people/principal.ts"
import { preview } from "../../../src/domain/provisioning/preview.ts"
import { recover } from "../../../src/domain/provisioning/recover.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { countStudents, recordsCheckPolicy } from "../../../src/domain/reconciliation/records-check.ts"
import { at, provisioningOf, relayWorld, stored } from "../../fixtures/relay-world.ts"
import { fairWeather } from "../../fixtures/weather.ts"

const admin: Principal = {
  _tag: "Person",
  id: "a-1",
  address: "a@example.test",
  name: "",
  grants: [{ role: "admin", school_id: "*" }]
}

/** Counts every call of the student records. */
const counted = (asked: { times: number }) =>
  Layer.effect(
    StudentRecords,
    Effect.map(StudentRecords, (inner) => {
      const count = <A, E>(call: Effect.Effect<A, E>) => Effect.suspend(() => (asked.times++, call))
      return StudentRecords.of({
        ...inner,
        put: (sets, mode) => count(inner.put(sets, mode)),
        find: (ids) => count(inner.find(ids)),
        countBySchool: count(inner.countBySchool)
      })
    })
  )

describe("while PostgreSQL is away", () => {
  it.effect("what people ask for tries it no more often than the probe does, and leaves the recovery due", () => {
    const weather = fairWeather()
    weather.records = "away"
    const asked = { times: 0 }
    return Effect.gen(function*() {
      yield* at(60)
      const enrollment = yield* stored()
      const permit = yield* provisionPolicy.check(admin, { id: enrollment.enrollment_id })
      const check = yield* recordsCheckPolicy.check(admin)
      const recovery = recover(permit)
      const people = [
        recovery,
        preview(permit),
        countStudents(check)
      ]
      assert.strictEqual((yield* Effect.flip(recovery))._tag, "StoreUnavailable")
      const first = asked.times
      for (const ask of people) {
        assert.strictEqual(
          (yield* Effect.flip<unknown, { _tag: string }, never>(ask as never))._tag,
          "StoreUnavailable"
        )
      }
      assert.strictEqual(asked.times, first, "nobody else tries")
      assert.deepInclude(yield* provisioningOf(enrollment), { state: "pending" })
      yield* at(60, 5)
      yield* Effect.flip(countStudents(check))
      assert.strictEqual(asked.times, first + 1, "the probe")
      weather.records = "well"
      yield* at(60, 10)
      yield* countStudents(check)
      yield* recovery
      assert.deepInclude(yield* provisioningOf(enrollment), { state: "applied" })
    }).pipe(Effect.provide(Layer.provideMerge(counted(asked), Layer.provideMerge(WakeUp.layer, relayWorld(weather)))))
  })
})
