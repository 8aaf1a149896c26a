import { Effect, Layer, Option } from "effect"
import { SignInLinks } from "../../domain/sign-in/links.port.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { World } from "./world.ts"
import { writing } from "./written-at.ts"

const make = Effect.gen(function*() {
  const world = yield* World
  const { links } = world

  return SignInLinks.of({
    ask: (link) => writing(world, link.key, () => void links.set(link.key, link), () => true),
    get: (key) => Effect.sync(() => Option.fromUndefinedOr(links.get(key))),
    getMany: (keys) => Effect.sync(() => [...new Set(keys)].flatMap((key) => links.get(key) ?? [])),
    replace: Effect.fnUntraced(function*({ key, link_id, rev }, after) {
      const stored = yield* writing(world, key, () => {
        const current = links.get(key)
        if (current?.link_id !== link_id || current.rev !== rev) return false
        links.set(key, after)
        return true
      }, (isStored) => isStored)
      if (!stored) return yield* new StaleVersion({ id: link_id })
    }),
    redeem: ({ hash, key, link_id }) =>
      Effect.sync(() => {
        const current = links.get(key)
        return current?.link_id === link_id && current.hash === hash && links.delete(key)
      })
  })
})

/** Sign-in links in memory. */
export const layer = Layer.effect(SignInLinks, make)
