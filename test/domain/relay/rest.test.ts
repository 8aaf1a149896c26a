import { assert, describe, it } from "@effect/vitest"
import { Clock, Effect, Fiber, Layer, Metric } from "effect"
import { TestClock } from "effect/testing"
import { World } from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { claimed } from "../../../src/domain/enrollment/provisioning.ts"
import { Outbox, outboxShards } from "../../../src/domain/outbox/outbox.port.ts"
import { backlogDepth } from "../../../src/domain/relay/metrics.ts"
import { restUntilDue } from "../../../src/domain/relay/rest.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import { at, relayWorld, stored } from "../../fixtures/relay-world.ts"

const everyMs = 1200

/** The same outbox; the time of each look, in milliseconds from the 60th minute, is noted. */
const looked = (looks: Array<number>) =>
  Layer.effect(
    Outbox,
    Effect.map(Outbox, (inner) => ({
      ...inner,
      open: (shard, limit) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          looks.push(now - Date.parse(minute(60)))
          return inner.open(shard, limit)
        })
    }))
  )

/** How long it rests, in milliseconds, from the 60th minute on. */
const rest = Effect.gen(function*() {
  const fiber = yield* Effect.forkChild(
    Effect.andThen(restUntilDue(everyMs), Effect.map(Clock.currentTimeMillis, (now) => now - Date.parse(minute(60))))
  )
  yield* TestClock.adjust("10 minutes")
  return yield* Fiber.join(fiber)
})

const resting = <A, E>(
  world: Effect.Effect<unknown, never, World>,
  check: (rested: number, looks: ReadonlyArray<number>) => Effect.Effect<A, E, World>
) => {
  const looks: Array<number> = []
  return Effect.gen(function*() {
    yield* at(60)
    yield* world
    yield* check(yield* rest, looks)
  }).pipe(Effect.provide(Layer.provideMerge(looked(looks), relayWorld())))
}

/** Its records are due at this time. */
const dueAt = (next_attempt_at: string): Enrollment => {
  const enrollment = enrollmentOf(undefined, 4)
  return { ...enrollment, events: {}, provisioning: { ...enrollment.provisioning, next_attempt_at } }
}

describe("a relay at rest", () => {
  it.effect("looks at one shard at a time, and comes back after five minutes", () =>
    resting(Effect.void, (rested, looks) =>
      Effect.sync(() => {
        assert.strictEqual(rested, 300_000)
        assert.strictEqual(looks.length, 249)
        assert.deepStrictEqual(looks.slice(0, 3), [1200, 2400, 3600])
      })))

  it.effect("finds what is due by the time it has looked at each shard", () =>
    resting(stored(dueAt(minute(59))), (rested) => Effect.sync(() => assert.isAtMost(rested, outboxShards * everyMs))))

  it.effect("is there when what it saw ahead of its time is due", () =>
    resting(
      stored(dueAt(new Date(Date.parse(minute(60)) + 20_123).toISOString())),
      (rested) => Effect.sync(() => assert.strictEqual(rested, 20_123))
    ))

  it.effect("leaves a shard with a hundred entries to the sweep", () =>
    resting(
      Effect.forEach(Array.from({ length: 1200 }), () => stored(dueAt(minute(65)))),
      (rested) => Effect.sync(() => assert.isAtMost(rested, outboxShards * everyMs))
    ))

  it.effect("tells how much is open", () =>
    resting(
      Effect.forEach(Array.from({ length: 30 }), () => stored(dueAt(minute(64)))),
      () => Effect.map(Metric.value(backlogDepth), ({ value }) => assert.strictEqual(value, 30))
    ))

  it.effect("takes up what a process put off whose clock was five minutes ahead", () => {
    const ahead = dueAt(minute(65))
    const late = { ...ahead, provisioning: claimed(ahead.provisioning, minute(65)) }
    return resting(
      stored(late),
      () =>
        Effect.map(
          World,
          ({ enrollments }) => assert.strictEqual(enrollments.get(late.enrollment_id)?.provisioning.state, "applied")
        )
    )
  })
})
