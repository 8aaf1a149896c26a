import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { Events } from "../../src/domain/history/events.port.ts"
import { People } from "../../src/domain/people/people.port.ts"
import {
  type Person,
  personSubject,
  signedOutEverywhere,
  withGrant,
  withoutGrant
} from "../../src/domain/people/person.ts"
import { Schools } from "../../src/domain/school/schools.port.ts"
import { WorkflowClock } from "../../src/domain/store/workflow-clock.port.ts"
import { minute } from "../fixtures/enrollment-walk.ts"
import { coachOf, fresh, schoolOf } from "../fixtures/enrollments.ts"
import type { Cases } from "./cases.ts"
import { eventually } from "./eventually.ts"

export const directoryCases: Cases = (it) => {
  it.effect("its clock is known once it has answered, and here it is this machine's", () =>
    Effect.gen(function*() {
      yield* (yield* Schools).list
      assert.approximately((yield* (yield* WorkflowClock).offsetMs) ?? NaN, 0, 10_000)
    }))

  it.effect("a person is found by id and by address", () =>
    Effect.gen(function*() {
      const { add, findByAddress, get } = yield* People
      const person = coachOf(1)
      assert.isTrue(Option.isNone(yield* get(person.id)))
      assert.isTrue(Option.isNone(yield* findByAddress(person.address)))
      assert.deepStrictEqual(yield* add(person), person)
      assert.deepStrictEqual(yield* get(person.id), Option.some(person))
      assert.deepStrictEqual(yield* findByAddress(person.address), Option.some(person))
    }))

  it.effect("one person per address and per id", () =>
    Effect.gen(function*() {
      const { add, findByAddress, get } = yield* People
      const person = yield* add(coachOf(1))
      const [sameAddress, sameId] = [{ ...coachOf(1), address: person.address }, { ...coachOf(1), id: person.id }]
      assert.deepStrictEqual(yield* add(sameAddress), person)
      assert.deepStrictEqual(yield* add(sameId), person)
      assert.isTrue(Option.isNone(yield* get(sameAddress.id)))
      assert.isTrue(Option.isNone(yield* findByAddress(sameId.address)))
    }))

  it.effect("of 20 concurrent entries of an address one wins, and all answer it", () =>
    Effect.gen(function*() {
      const { add, findByAddress } = yield* People
      const address = `coach-${fresh()}@example.test`
      const answers = yield* Effect.forEach(
        Array.from({ length: 20 }, () => ({ ...coachOf(1), name: "The same", address })),
        add,
        { concurrency: "unbounded" }
      )
      const found = yield* findByAddress(address)
      for (const answer of answers) assert.deepStrictEqual(Option.some(answer), found)
    }))

  it.effect("of 20 concurrent entries of an id one wins, and the others' addresses stay free", () =>
    Effect.gen(function*() {
      const { add, findByAddress } = yield* People
      const { id } = coachOf(1)
      const entries = Array.from({ length: 20 }, () => ({ ...coachOf(1), id }))
      const answers = yield* Effect.forEach(entries, add, { concurrency: "unbounded" })
      const [winner] = answers
      for (const answer of answers) assert.deepStrictEqual(answer, winner)
      for (const { address } of entries.filter((entry) => entry.address !== winner?.address)) {
        assert.isTrue(Option.isNone(yield* findByAddress(address)))
        const next = { ...coachOf(1), address }
        assert.deepStrictEqual(yield* add(next), next)
      }
    }))

  it.effect("a person is replaced as they were read, and each time has a new version", () =>
    Effect.gen(function*() {
      const { add, get, replace } = yield* People
      const person = yield* add(coachOf(1))
      const registrar = yield* replace(person, withGrant(person, { role: "registrar", school_id: "*" }))
      assert.deepStrictEqual(registrar, {
        ...person,
        grants: [...person.grants, { role: "registrar", school_id: "*" }],
        version: 2
      })
      const stale = yield* Effect.flip(replace(person, withGrant(person, { role: "admin", school_id: "*" })))
      assert.strictEqual(stale._tag, "StaleVersion")
      assert.deepStrictEqual(yield* get(person.id), Option.some(registrar))
      assert.strictEqual((yield* Effect.flip(replace(coachOf(1), coachOf(1))))._tag, "StaleVersion")
      const same = yield* replace(registrar, registrar)
      assert.deepStrictEqual(same, { ...registrar, version: 3 })
      for (const before of [registrar, { ...same, epoch: 0 }]) {
        assert.strictEqual((yield* Effect.flip(replace(before, before)))._tag, "StaleVersion")
      }
    }))

  it.effect("of 20 concurrent changes of a person one wins", () =>
    Effect.gen(function*() {
      const { add, replace } = yield* People
      const person = yield* add(coachOf(1))
      const changes = Array.from(
        { length: 20 },
        (_, school_id) =>
          Effect.isSuccess(replace(person, withGrant(person, { role: "coach", school_id: school_id + 2 })))
      )
      const won = yield* Effect.all(changes, { concurrency: "unbounded" })
      assert.lengthOf(won.filter((each) => each), 1)
    }))

  it.effect("what an address is to confirm is known until it has done so, or its time is over", () =>
    Effect.gen(function*() {
      const { askToConfirm, confirmed, toConfirm } = yield* People
      const [address, other] = [`asked-${fresh()}@example.test`, `other-${fresh()}@example.test`]
      assert.deepStrictEqual(yield* toConfirm(address, minute(0)), [])
      yield* askToConfirm(address, "person:a", minute(10))
      yield* askToConfirm(address, "TSA-ENROLL-20241208-ABC12345", minute(5))
      assert.deepStrictEqual(yield* toConfirm(address, minute(4)), ["TSA-ENROLL-20241208-ABC12345", "person:a"])
      assert.deepStrictEqual(yield* toConfirm(address, minute(5)), ["person:a"])
      yield* askToConfirm(address, "TSA-ENROLL-20241208-ABC12345", minute(20))
      yield* confirmed(address, "person:a")
      yield* confirmed(other, "person:a")
      assert.deepStrictEqual(yield* toConfirm(address, minute(19)), ["TSA-ENROLL-20241208-ABC12345"])
      assert.deepStrictEqual(yield* toConfirm(other, minute(0)), [])
    }))

  it.effect("who has an address formerly is told to whoever enters it, and keeps it", () =>
    Effect.gen(function*() {
      const { add, claimAddress, findByAddress, replace } = yield* People
      const person = yield* add(coachOf(1))
      const address = `new-${person.address}`
      yield* claimAddress(address, person.id)
      const moved = yield* replace(person, { ...person, address, former_addresses: [person.address] })
      assert.deepStrictEqual(yield* add({ ...coachOf(1), address: person.address }), moved)
      assert.deepStrictEqual(yield* findByAddress(person.address), Option.some(moved))
      const released = yield* replace(moved, { ...moved, former_addresses: [], released_addresses: [person.address] })
      assert.deepStrictEqual(yield* findByAddress(person.address), Option.none())
      const next = { ...coachOf(1), address: person.address }
      assert.deepStrictEqual(yield* add(next), next)
      assert.deepStrictEqual(yield* findByAddress(address), Option.some(released))
    }))

  it.effect("a person comes back with all that was stored, and under former addresses too", () =>
    Effect.gen(function*() {
      const { add, findByAddress, get, replace } = yield* People
      const person = yield* add(coachOf(1))
      const address = `new-${person.address}`
      assert.strictEqual(yield* (yield* People).claimAddress(address, person.id), person.id)
      const event = {
        id: `event-${fresh()}`,
        at: "2024-12-08T10:00:00.000Z",
        actor: "person:a",
        type: "person_address_changed",
        subject: personSubject(person.id),
        details: {}
      }
      const moved: Person = {
        ...signedOutEverywhere(person),
        address,
        former_addresses: [person.address],
        signed_in_at: event.at,
        guardian_of: ["TSA-ENROLL-20241208-ABC12345"],
        events: { [event.id]: event },
        released_addresses: [`old-${person.address}`],
        pending_address: { address: `next-${person.address}`, schools: [1, 2] }
      }
      const stored = yield* replace(person, moved)
      assert.deepStrictEqual(stored, { ...moved, version: 2 })
      for (const each of [address, person.address]) {
        assert.deepStrictEqual(yield* findByAddress(each), Option.some(stored), each)
      }
      yield* (yield* Events).append([event])
      assert.deepStrictEqual(yield* (yield* Events).list(event.subject), [event])
      const merged = yield* replace(stored, { ...stored, grants: [], epoch: 3, merged_into: "somebody" })
      assert.deepStrictEqual(yield* get(person.id), Option.some(merged))
    }))

  it.effect("an address is left to one person: who has it, or who claims it first", () =>
    Effect.gen(function*() {
      const { add, claimAddress } = yield* People
      const [one, other] = [yield* add(coachOf(1)), yield* add(coachOf(1))]
      assert.strictEqual(yield* claimAddress(one.address, one.id), one.id)
      assert.strictEqual(yield* claimAddress(one.address, other.id), one.id)
    }))

  it.effect("an address that was claimed for somebody who never took it is free for the next", () =>
    Effect.gen(function*() {
      const { add, claimAddress } = yield* People
      const [one, other] = [yield* add(coachOf(1)), yield* add(coachOf(1))]
      const address = `free-${fresh()}@example.test`
      for (const { id } of [one, other]) assert.strictEqual(yield* claimAddress(address, id), id)
    }))

  it.effect("who works somewhere is listed, as long as they do", () =>
    Effect.gen(function*() {
      const { add, list, replace } = yield* People
      const coach = yield* add(coachOf(1))
      const parent = yield* add({ ...coachOf(1), grants: [{ role: "parent", school_id: "*" }] })
      const listed = Effect.map(list, (people) => people.filter(({ id }) => [coach.id, parent.id].includes(id)))
      assert.deepStrictEqual(yield* eventually(listed, ({ length }) => length === 1), [coach])
      yield* replace(coach, withoutGrant(coach, { role: "coach", school_id: 1 }))
      assert.deepStrictEqual(yield* listed, [])
    }))

  it.effect("a school is entered once, found at once, and listed by id", () =>
    Effect.gen(function*() {
      const { add, get, list } = yield* Schools
      const [one, other] = [schoolOf(), schoolOf()]
      assert.isTrue(Option.isNone(yield* get(one.school_id)))
      yield* Effect.forEach([other, one], add)
      const failure = yield* Effect.flip(add({ ...one, name_of_institution: "Another" }))
      assert.strictEqual(failure._tag, "SchoolExists")
      assert.deepStrictEqual(yield* get(one.school_id), Option.some(one))
      const ids = [one.school_id, other.school_id]
      const mine = Effect.map(list, (schools) => schools.filter(({ school_id }) => ids.includes(school_id)))
      assert.deepStrictEqual(yield* eventually(mine, ({ length }) => length === 2), [one, other])
    }))
}
