import { Effect, Layer } from "effect"
import { Idempotency } from "../../domain/request/idempotency.port.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { keptRequests } = yield* World

  return Idempotency.of({
    take: (key, kept, now) =>
      Effect.sync(() => {
        const standing = keptRequests.get(key)
        if (standing !== undefined && standing.expires_at > now) return standing
        keptRequests.set(key, kept)
        return kept
      }),
    replace: (key, holder, kept) =>
      Effect.sync(() => {
        const standing = keptRequests.get(key)
        if (standing?.holder !== holder || standing.answer !== undefined) return false
        keptRequests.set(key, kept)
        return true
      })
  })
})

/** Keeps the requests made under idempotency keys, in memory. */
export const layer = Layer.effect(Idempotency, make)
