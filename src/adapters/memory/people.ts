import { Effect, Layer, Option } from "effect"
import { People } from "../../domain/people/people.port.ts"
import { StaleVersion } from "../../domain/people/stale-version.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { people } = yield* World
  const ofAddress = (address: string) => [...people.values()].find((person) => person.address === address)

  return People.of({
    get: (id) => Effect.sync(() => Option.fromUndefinedOr(people.get(id))),
    findByAddress: (address) => Effect.sync(() => Option.fromUndefinedOr(ofAddress(address))),
    add: (person) =>
      Effect.sync(() => {
        const standing = people.get(person.id) ?? ofAddress(person.address)
        if (standing === undefined) people.set(person.id, person)
        return standing ?? person
      }),
    replace: (before, after) =>
      Effect.suspend(() => {
        const { epoch, id } = before
        if (people.get(id)?.epoch !== epoch) return Effect.fail(new StaleVersion({ id }))
        people.set(id, after)
        return Effect.void
      })
  })
})

/** The directory of people in memory. */
export const layer = Layer.effect(People, make)
