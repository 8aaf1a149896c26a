import { Effect, Layer, Option } from "effect"
import { Identities } from "../../domain/sign-in/identities.port.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { identities } = yield* World

  return Identities.of({
    find: (key) => Effect.sync(() => Option.fromUndefinedOr(identities.get(key))),
    link: (key, person_id) =>
      Effect.sync(() => {
        const standing = identities.get(key)
        if (standing === undefined) identities.set(key, person_id)
        return standing ?? person_id
      })
  })
})

/** Identities in memory. */
export const layer = Layer.effect(Identities, make)
