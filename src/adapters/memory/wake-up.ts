import { Effect, Layer } from "effect"
import { WakeUp } from "../../domain/outbox/wake-up.port.ts"
import { World } from "./world.ts"

const make = Effect.map(World, ({ woken }) =>
  WakeUp.of({
    wake: (ref) =>
      Effect.sync(() => {
        woken.push(ref)
      })
  }))

/** Wake-ups are recorded; they wake nobody. */
export const layer = Layer.effect(WakeUp, make)
