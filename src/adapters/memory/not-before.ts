import { Effect, Layer } from "effect"
import { NotBefore } from "../../domain/access/not-before.port.ts"
import { World } from "./world.ts"

const make = Effect.map(World, ({ revoked }) =>
  NotBefore.of({
    get: Effect.sync(() => revoked.before),
    raise: (instant) =>
      Effect.sync(() => {
        if (revoked.before === undefined || revoked.before < instant) revoked.before = instant
      })
  }))

/** Keeps in memory the instant before which everything issued is void. */
export const layer = Layer.effect(NotBefore, make)
