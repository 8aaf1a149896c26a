import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { World } from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { Events } from "../../../src/domain/history/events.port.ts"
import { Outbox, outboxShards, shardOf } from "../../../src/domain/outbox/outbox.port.ts"
import { workOnEnrollments } from "../../../src/domain/provisioning/enrollment-work.ts"
import { askedLink } from "../../../src/domain/sign-in/link.ts"
import { StoreUnavailable } from "../../../src/domain/store/unavailable.ts"
import type { EmailAddress } from "../../../src/domain/values/email-address.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import { at, provisioningOf, relayWorld, stored, sweep } from "../../fixtures/relay-world.ts"
import { fairWeather } from "../../fixtures/weather.ts"

/** Gives the enrollment event ids that no other has, as in production. */
const withOwnEvents = (enrollment: Enrollment): Enrollment => ({
  ...enrollment,
  events: Object.fromEntries(
    Object.values(enrollment.events)
      .map((event) => ({ ...event, id: `${enrollment.enrollment_id} ${event.id}` }))
      .map((event) => [event.id, event])
  )
})

/** Twenty enrollments, in various shards, whose records are due. */
const twenty = Effect.forEach(
  Array.from({ length: 20 }, () => withOwnEvents(enrollmentOf(undefined, 4))),
  (each) => stored(each)
)

const standings = (all: ReadonlyArray<ReturnType<typeof enrollmentOf>>) =>
  Effect.map(Effect.forEach(all, provisioningOf), (found) => ({
    applied: found.filter(({ state }) => state === "applied").length,
    claimed: found.filter(({ claims }) => claims > 0).length
  }))

/** The store refuses the second claim of the run, after the first one of its shard was made. */
const oneClaimFails = Layer.effect(
  Enrollments,
  Effect.map(Enrollments, (inner) => {
    let claims = 0
    return {
      ...inner,
      record: (before, after) => {
        const isClaim = after.provisioning.claims > before.provisioning.claims
        const fails = isClaim && ++claims === 2
        return fails
          ? Effect.fail(new StoreUnavailable({ store: "workflow", code: "planted" }))
          : inner.record(before, after)
      }
    }
  })
)

/** The store refuses the first 25 history events. */
const firstEventsFail = Layer.effect(
  Events,
  Effect.map(Events, (inner) => {
    const failure = new StoreUnavailable({ store: "workflow", code: "planted" })
    let left = 25
    return {
      ...inner,
      append: (events) => {
        const refused = events.slice(0, left)
        left -= refused.length
        return Effect.as(inner.append(events.slice(refused.length)), refused.map((event) => ({ event, failure })))
      }
    }
  })
)

/** The store never tells what is due in this shard. */
const shardFails = (failing: number) =>
  Layer.effect(
    Outbox,
    Effect.map(Outbox, (inner) => ({
      ...inner,
      due: (shard, ...rest) =>
        shard === failing
          ? Effect.fail(new StoreUnavailable({ store: "workflow", code: "planted" }))
          : inner.due(shard, ...rest)
    }))
  )

/** Returns the ids of the events that are still in these enrollments. */
const historyOf = (all: ReadonlyArray<ReturnType<typeof enrollmentOf>>) =>
  Effect.map(
    World,
    ({ enrollments }) => all.flatMap(({ enrollment_id }) => Object.keys(enrollments.get(enrollment_id)?.events ?? {}))
  )

const sweepUntilQuiet = Effect.eventually(sweep())

describe("a hiccup of the workflow store in the middle of a sweep", () => {
  it.effect.each(Array.from({ length: outboxShards }, (_, shard) => shard))(
    "at all of shard %i: the other shards have their turn in the same sweep",
    (failing) =>
      Effect.gen(function*() {
        const all = yield* twenty
        const others = all.filter(({ enrollment_id }) => shardOf({ kind: "enrollment", id: enrollment_id }) !== failing)
        assert.isAbove(others.length, 0)
        yield* at(60)
        yield* Effect.flip(sweep())
        assert.deepStrictEqual(yield* standings(others), { applied: others.length, claimed: 0 })
      }).pipe(Effect.provide(Layer.provideMerge(shardFails(failing), relayWorld())))
  )

  it.effect("at their history: it stays in them, and keeps no records waiting", () => {
    const weather = { ...fairWeather(), failing: "Events.append" }
    return Effect.gen(function*() {
      const all = yield* twenty
      yield* at(60)
      yield* Effect.flip(workOnEnrollments(all, minute(60)))
      assert.deepStrictEqual(yield* standings(all), { applied: 20, claimed: 0 })
      const left = yield* historyOf(all)
      assert.includeMembers(left, all.flatMap(({ events }) => Object.keys(events)))
    }).pipe(Effect.provide(relayWorld(weather)))
  })

  it.effect("at a part of their history: all else of it leaves", () =>
    Effect.gen(function*() {
      const all = yield* twenty
      const before = all.flatMap(({ events }) => Object.keys(events))
      yield* at(60)
      yield* Effect.flip(workOnEnrollments(all, minute(60)))
      assert.deepStrictEqual(yield* standings(all), { applied: 20, claimed: 0 })
      const left = yield* historyOf(all)
      assert.strictEqual(before.filter((id) => left.includes(id)).length, 25)
    }).pipe(Effect.provide(Layer.provideMerge(firstEventsFail, relayWorld()))))

  it.effect("at a sign-in link: it keeps no records waiting", () => {
    const weather = { ...fairWeather(), failing: "SignInLinks.replace" }
    return Effect.gen(function*() {
      const all = yield* twenty
      const { links } = yield* World
      const link = askedLink({ key: "k", link_id: "l-1", address: "ann@example.test" as EmailAddress }, minute(60))
      links.set(link.key, link)
      const beside = all.filter(({ enrollment_id }) =>
        shardOf({ kind: "enrollment", id: enrollment_id }) === shardOf({ kind: "sign-in", id: link.key })
      )
      assert.isAbove(beside.length, 0)
      yield* at(60)
      yield* Effect.flip(sweep())
      assert.deepStrictEqual(yield* standings(beside), { applied: beside.length, claimed: 0 })
    }).pipe(Effect.provide(relayWorld(weather)))
  })

  it.effect("at one claim: all others are written and settled", () =>
    Effect.gen(function*() {
      const all = yield* twenty
      yield* at(60)
      yield* sweepUntilQuiet
      assert.deepStrictEqual(yield* standings(all), { applied: 20, claimed: 0 })
    }).pipe(Effect.provide(Layer.provideMerge(oneClaimFails, relayWorld()))))

  it.effect("at one outcome: those of all others are noted", () => {
    const weather = { ...fairWeather(), loseOutcomes: 1 }
    return Effect.gen(function*() {
      const all = yield* twenty
      yield* at(60)
      yield* sweepUntilQuiet
      assert.deepStrictEqual(yield* standings(all), { applied: 19, claimed: 1 })
    }).pipe(Effect.provide(relayWorld(weather)))
  })
})
