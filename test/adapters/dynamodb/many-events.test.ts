import { assert, layer } from "@effect/vitest"
import { Clock, Effect, Option } from "effect"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { Events } from "../../../src/domain/history/events.port.ts"
import * as Circuit from "../../../src/domain/provisioning/circuit.ts"
import { drain } from "../../../src/domain/relay/drain.ts"
import { enrollmentOf, invitationOf } from "../../fixtures/enrollments.ts"
import { editedOften } from "../../fixtures/many-events.ts"
import { startDynalite, startDynoxide } from "./engines.ts"
import { relayOn } from "./relay-on.ts"

const sweep = Effect.flatMap(Clock.currentTimeMillis, (now) => drain({ maxItems: 1000, deadline: now + 60_000 }))

const stored = Effect.fnUntraced(function*(enrollment: Enrollment) {
  return Option.getOrThrow(yield* (yield* Enrollments).get(enrollment.enrollment_id))
})

const moved = Effect.fnUntraced(function*(enrollment: Enrollment) {
  return (yield* (yield* Events).list(enrollment.enrollment_id)).map(({ id }) => id)
})

const all = ({ events }: Enrollment) =>
  Object.values(events).toSorted((one, other) => one.at < other.at ? -1 : 1).map(({ id }) => id)

for (const [name, start] of Object.entries({ dynoxide: startDynoxide, dynalite: startDynalite })) {
  layer(relayOn(start), { excludeTestServices: true })(`an enrollment with 1,200 events inside (${name})`, (it) => {
    it.effect(
      "is provisioned like any other, and each of them becomes an item of its own, once",
      () =>
        Effect.gen(function*() {
          const poison = editedOften(enrollmentOf(invitationOf(), 4), 1200)
          yield* (yield* Enrollments).create(poison)
          yield* sweep
          const { events, provisioning } = yield* stored(poison)
          assert.deepInclude(provisioning, { state: "applied", claims: 0 })
          assert.deepStrictEqual(Object.values(events).map(({ type }) => type), ["student_record_created"])
          assert.deepStrictEqual(yield* moved(poison), all(poison))
        }),
      60_000
    )

    it.effect("has no records to make: its events move all the same", () =>
      Effect.gen(function*() {
        const idle = editedOften(enrollmentOf(invitationOf(), 3), 1200)
        yield* (yield* Enrollments).create(idle)
        yield* sweep
        assert.deepStrictEqual((yield* stored(idle)).events, {})
        assert.deepStrictEqual(yield* moved(idle), all(idle))
      }), 60_000)

    it.effect(
      "waits for a PostgreSQL that is away: its events move, it stays due, and follows at once",
      () =>
        Effect.gen(function*() {
          const { failed, succeeded } = yield* Circuit.Circuit
          const waiting = editedOften(enrollmentOf(invitationOf(), 4), 1200)
          yield* (yield* Enrollments).create(waiting)
          yield* failed
          yield* sweep
          const { events, provisioning } = yield* stored(waiting)
          assert.deepStrictEqual(events, {})
          assert.deepInclude(provisioning, { state: "pending", claims: 0, attempts: 0 })
          assert.deepStrictEqual(yield* moved(waiting), all(waiting))
          yield* succeeded
          yield* sweep
          assert.strictEqual((yield* stored(waiting)).provisioning.state, "applied")
        }),
      60_000
    )
  })
}
