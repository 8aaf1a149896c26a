import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer } from "effect"
import { World } from "../../../src/adapters/memory/world.ts"
import type { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { Enrollments } from "../../../src/domain/enrollment/enrollments.port.ts"
import { claimed, leaseMs, maxClaims } from "../../../src/domain/enrollment/provisioning.ts"
import { Outbox, outboxShards } from "../../../src/domain/outbox/outbox.port.ts"
import { retryAllPolicy } from "../../../src/domain/provisioning/retry-all.ts"
import { retryAll } from "../../../src/domain/provisioning/retry-all.ts"
import { StudentRecords } from "../../../src/domain/provisioning/student-records.port.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"
import { enrollmentOf } from "../../fixtures/enrollments.ts"
import { at, provisioningOf, relayWorld, stored, storedInvitation, sweep } from "../../fixtures/relay-world.ts"
import { fairWeather } from "../../fixtures/weather.ts"

const states = (enrollments: ReadonlyArray<Enrollment>) =>
  Effect.map(
    Effect.forEach(enrollments, provisioningOf),
    (all) =>
      Object.fromEntries(Object.entries(Object.groupBy(all, ({ state }) => state)).map(([k, v]) => [k, v.length]))
  )

const withProvisioning = (enrollment: Enrollment, change: Partial<Enrollment["provisioning"]>): Enrollment => ({
  ...enrollment,
  provisioning: { ...enrollment.provisioning, ...change }
})

/** Records every put that is tried, in order. */
const watched = (tried: Array<ReadonlyArray<string>>) =>
  Layer.effect(
    StudentRecords,
    Effect.map(StudentRecords, (inner) => ({
      ...inner,
      put: (sets: Parameters<typeof inner.put>[0], mode: "newer" | "repair") => {
        tried.push(sets.map(({ extension }) => extension.enrollment_id))
        return inner.put(sets, mode)
      }
    }))
  )

describe("a sweep", () => {
  it.effect("writes all that is due, in batches of at most a hundred, moves events, and leaves nothing", () => {
    const tried: Array<ReadonlyArray<string>> = []
    return Effect.gen(function*() {
      const all = yield* Effect.forEach(Array.from({ length: 1000 }, () => enrollmentOf(undefined, 4)), stored)
      yield* at(60)
      yield* sweep()
      const { events, records } = yield* World
      assert.strictEqual(records.size, 1000)
      assert.deepStrictEqual(yield* states(all), { applied: 1000 })
      assert.isAtMost(Math.max(...tried.map(({ length }) => length)), 100)
      assert.isAtMost(tried.length, 2 * outboxShards, "few statements for many")
      const [first] = all
      assert.sameMembers([...events.get(first?.enrollment_id ?? "")?.keys() ?? []], Object.keys(first?.events ?? {}))
      yield* at(62)
      yield* sweep()
      const left = yield* Effect.forEach(Array.from({ length: outboxShards }, (_, n) => n), (yield* Outbox).count)
      assert.deepStrictEqual(left, Array(outboxShards).fill(0))
    }).pipe(Effect.provide(Layer.provideMerge(watched(tried), relayWorld())))
  })

  it.effect("may be stopped: the batches under way are ended, and no other is begun", () =>
    Effect.gen(function*() {
      const all = yield* Effect.forEach(Array.from({ length: 1000 }, () => enrollmentOf(undefined, 4)), stored)
      yield* at(60)
      const [began, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const inner = yield* StudentRecords
      const slow = StudentRecords.of({
        ...inner,
        put: (sets, mode) =>
          Deferred.succeed(began, undefined).pipe(
            Effect.andThen(Deferred.await(goOn)),
            Effect.andThen(inner.put(sets, mode))
          )
      })
      const sweeping = yield* Effect.forkChild(Effect.provideService(sweep(), StudentRecords, slow))
      yield* Deferred.await(began)
      const stopping = yield* Effect.forkChild(Fiber.interrupt(sweeping))
      yield* Effect.yieldNow
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.join(stopping)
      const { records } = yield* World
      assert.isAbove(records.size, 0)
      assert.isAtMost(records.size, 2 * 100)
      assert.deepStrictEqual(yield* states(all), { applied: records.size, pending: 1000 - records.size })
    }).pipe(Effect.provide(relayWorld())))

  it.effect("leaves what another holds, takes over when the lease has expired, and ignores an impossible lease", () =>
    Effect.gen(function*() {
      const base = enrollmentOf(undefined, 4)
      const held = yield* stored({ ...base, provisioning: claimed(base.provisioning, minute(60)), events: {} })
      const broken = enrollmentOf(undefined, 4)
      const impossible = yield* stored(
        withProvisioning(broken, { lease_until: later(minute(60), leaseMs * 10), next_attempt_at: minute(59) })
      )
      yield* at(60, 1)
      yield* sweep()
      assert.strictEqual((yield* provisioningOf(held)).state, "pending")
      assert.strictEqual((yield* provisioningOf(impossible)).state, "applied")
      yield* at(60, leaseMs / 1000)
      yield* sweep()
      assert.deepInclude(yield* provisioningOf(held), { state: "applied", claims: 0 })
    }).pipe(Effect.provide(relayWorld())))

  it.effect("of two relays at once: each item is put, and settled once", () => {
    const tried: Array<ReadonlyArray<string>> = []
    return Effect.gen(function*() {
      const all = yield* Effect.forEach(Array.from({ length: 200 }, () => enrollmentOf(undefined, 4)), stored)
      yield* at(60)
      yield* Effect.all([sweep(), sweep(), sweep()], { concurrency: 3 })
      assert.deepStrictEqual(yield* states(all), { applied: 200 })
      assert.strictEqual(tried.flat().length, 200)
      const { enrollments } = yield* World
      const created = [...enrollments.values()].flatMap(({ events }) =>
        Object.values(events).filter(({ type }) => type === "student_record_created")
      )
      assert.strictEqual(created.length, 200)
    }).pipe(Effect.provide(Layer.provideMerge(watched(tried), relayWorld())))
  })

  it.effect("hands to a person what was taken ten times without an outcome", () =>
    Effect.gen(function*() {
      const killer = yield* stored(withProvisioning(enrollmentOf(undefined, 4), { claims: maxClaims }))
      yield* at(60)
      yield* sweep()
      const { problems, state } = yield* provisioningOf(killer)
      assert.deepStrictEqual([state, problems[0]?.code], ["needs_attention", "no_outcome"])
    }).pipe(Effect.provide(relayWorld())))

  it.effect("ends at its deadline and at its number of items", () =>
    Effect.gen(function*() {
      yield* Effect.forEach(Array.from({ length: 300 }, () => enrollmentOf(undefined, 4)), stored)
      yield* at(60)
      const done = yield* sweep(50)
      assert.isAtLeast(done, 50)
      assert.isBelow(done, 250)
      const { records } = yield* World
      assert.strictEqual(records.size, done)
    }).pipe(Effect.provide(relayWorld())))
})

describe("while PostgreSQL is away", () => {
  it.effect("one probe goes out in five seconds, items stay due and count nothing, mail goes on, and all follow at once", () => {
    const weather = { ...fairWeather(), records: "away" as const } as ReturnType<typeof fairWeather>
    const tried: Array<ReadonlyArray<string>> = []
    return Effect.gen(function*() {
      const all = yield* Effect.forEach(Array.from({ length: 1000 }, () => enrollmentOf(undefined, 4)), stored)
      yield* at(60)
      yield* sweep()
      const first = tried.length
      assert.isAtMost(first, 1)
      const { mailbox } = yield* World
      yield* storedInvitation(60)
      for (let second = 1; second <= 60; second++) {
        yield* at(60, second)
        yield* sweep()
      }
      assert.isAtMost(tried.length - first, 12)
      assert.isAtLeast(tried.length - first, 11)
      assert.isTrue(tried.slice(1).every(({ length }) => length === 1), "a probe is one item")
      assert.strictEqual(mailbox.length, 1)
      const provisioning = yield* Effect.forEach(all, provisioningOf)
      assert.isTrue(provisioning.every(({ attempts, claims, state }) => state === "pending" && attempts + claims === 0))
      assert.isTrue(provisioning.every(({ next_attempt_at = "" }) => next_attempt_at <= minute(61)))
      weather.records = "well"
      for (let second = 61; second <= 66; second++) {
        yield* at(60, second)
        yield* sweep()
      }
      assert.deepStrictEqual(yield* states(all), { applied: 1000 })
    }).pipe(
      Effect.provide(Layer.provideMerge(watched(tried), relayWorld(weather)))
    )
  })
})

describe("poison", () => {
  it.effect("that cannot be read steps aside: nobody behind it waits, and it is looked at again later", () => {
    const poison = new Set<string>()
    const unreadable = Layer.effect(
      Enrollments,
      Effect.map(Enrollments, (inner) => ({
        ...inner,
        getMany: (ids: Parameters<typeof inner.getMany>[0]) => inner.getMany(ids.filter((id) => !poison.has(id)))
      }))
    )
    return Effect.gen(function*() {
      for (let n = 0; n < 1000; n++) poison.add((yield* stored()).enrollment_id)
      const behind = yield* stored(enrollmentOf(undefined, 4, 30))
      yield* at(60)
      for (let second = 0; second < 3; second++) yield* sweep()
      assert.strictEqual((yield* provisioningOf(behind)).state, "applied")
      poison.clear()
      yield* at(69)
      yield* sweep()
      const { records } = yield* World
      assert.strictEqual(records.size, 1)
      yield* at(70)
      yield* sweep()
      assert.strictEqual(records.size, 1001)
    }).pipe(Effect.provide(Layer.provideMerge(unreadable, relayWorld())))
  })

  it.effect("that is refused waits for a person; an edit, one retry or a retry of all that match brings it back", () => {
    const weather = fairWeather()
    weather.records = { refuses: "/student_info/birth_city" }
    return Effect.gen(function*() {
      const all = yield* Effect.forEach(
        Array.from({ length: 600 }, () => enrollmentOf(undefined, 4)),
        (enrollment) => stored({ ...enrollment, school_id: 1 })
      )
      yield* at(60)
      yield* sweep()
      assert.deepStrictEqual(yield* states(all), { needs_attention: 600 })
      weather.records = "well"
      yield* sweep()
      assert.deepStrictEqual(yield* states(all), { needs_attention: 600 })
      const permit = yield* retryAllPolicy.check({
        _tag: "Person",
        id: "r-1",
        address: "r@example.test",
        name: "",
        grants: [{ role: "registrar", school_id: 1 }]
      })
      const retry = (filter: Partial<Parameters<typeof retryAll>[1]>) =>
        retryAll(permit, { school_id: undefined, state: "needs_attention", code: undefined, ...filter })
      assert.deepStrictEqual(yield* retry({ code: "too_long" }), { retried: 0, more: false })
      assert.deepStrictEqual(yield* retry({ code: "not_allowed" }), { retried: 500, more: true })
      assert.deepStrictEqual(yield* retry({ code: "not_allowed" }), { retried: 100, more: false })
      assert.strictEqual((yield* Effect.flip(retry({ school_id: 2 })))._tag, "NotPermitted")
      yield* sweep()
      assert.deepStrictEqual(yield* states(all), { applied: 600 })
    }).pipe(Effect.provide(relayWorld(weather)))
  })
})
