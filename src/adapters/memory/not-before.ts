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

/** The instant before which all is void, in memory. */
export const layer = Layer.effect(NotBefore, make)
