import { Effect, Layer, Option } from "effect"
import { SignInLinks } from "../../domain/sign-in/links.port.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { links } = yield* World

  return SignInLinks.of({
    ask: (link) => Effect.sync(() => void links.set(link.key, link)),
    get: (key) => Effect.sync(() => Option.fromUndefinedOr(links.get(key))),
    getMany: (keys) => Effect.sync(() => [...new Set(keys)].flatMap((key) => links.get(key) ?? [])),
    replace: ({ key, link_id, rev }, after) =>
      Effect.suspend(() => {
        const current = links.get(key)
        if (current?.link_id !== link_id || current.rev !== rev) return Effect.fail(new StaleVersion({ id: link_id }))
        links.set(key, after)
        return Effect.void
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
