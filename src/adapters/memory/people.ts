import { Effect, Layer, Option } from "effect"
import { People } from "../../domain/people/people.port.ts"
import { addressesOf, nextVersion, worksHere } from "../../domain/people/person.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { people, toConfirm } = yield* World
  const ofAddress = (address: string) => [...people.values()].find((person) => addressesOf(person).includes(address))

  return People.of({
    get: (id) => Effect.sync(() => Option.fromUndefinedOr(people.get(id))),
    findByAddress: (address) => Effect.sync(() => Option.fromUndefinedOr(ofAddress(address))),
    add: (person) =>
      Effect.sync(() => {
        const standing = people.get(person.id) ?? ofAddress(person.address)
        if (standing === undefined) people.set(person.id, person)
        return standing ?? person
      }),
    claimAddress: (address, id) => Effect.sync(() => ofAddress(address)?.id ?? id),
    list: Effect.sync(() => [...people.values()].filter(worksHere)),
    replace: (before, after) =>
      Effect.suspend(() => {
        const { epoch, id, version } = before
        const current = people.get(id)
        if (current?.epoch !== epoch || current.version !== version) return Effect.fail(new StaleVersion({ id }))
        const stored = { ...after, version: nextVersion(before) }
        people.set(id, stored)
        return Effect.succeed(stored)
      }),
    askToConfirm: (address, subject, until) =>
      Effect.sync(() => {
        toConfirm.set(address, new Map([...toConfirm.get(address) ?? [], [subject, until]]))
      }),
    toConfirm: (address, now) =>
      Effect.sync(() =>
        [...toConfirm.get(address) ?? []].flatMap(([subject, until]) => now < until ? [subject] : []).toSorted()
      ),
    confirmed: (address, subject) => Effect.sync(() => void toConfirm.get(address)?.delete(subject))
  })
})

/** The directory of people in memory. */
export const layer = Layer.effect(People, make)
