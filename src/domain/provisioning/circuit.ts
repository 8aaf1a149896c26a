import { Clock, Context, Effect, Layer, Metric, Ref } from "effect"
import { circuitOpen } from "./metrics.ts"

/** While PostgreSQL is away, at most one probe goes out per interval, and nobody else tries. */
export const probeEveryMs = 5000

/** A process that has not tried for this long no longer knows. If the sweeps run in another process, nobody would tell it. */
const forgottenAfterMs = 60_000

/** Remembers whether the student-records store answers. */
export class Circuit extends Context.Service<Circuit, {
  /** Whether a try may be made now. While the store is away, true for one caller per probe interval. */
  readonly admit: Effect.Effect<boolean>
  /** Whether the store is taken to be away. Makes no probe. */
  readonly isOpen: Effect.Effect<boolean>
  readonly succeeded: Effect.Effect<void>
  readonly failed: Effect.Effect<void>
}>()("tsa/provisioning/Circuit") {}

/** When the next probe may go out; undefined while the store answers. A plain value, so that a runtime may keep it across layers. */
export type CircuitState = Ref.Ref<number | undefined>

/** A probe that is more than one interval ahead was set by a clock that has since been set back, so it says nothing. */
const isKnown = (probeAt: number | undefined, now: number): probeAt is number =>
  probeAt !== undefined && probeAt <= now + probeEveryMs && now < probeAt + forgottenAfterMs

const make = (state: CircuitState) =>
  Circuit.of({
    admit: Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Ref.modify(state, (probeAt) =>
        !isKnown(probeAt, now)
          ? [true, undefined]
          : now >= probeAt
          ? [true, now + probeEveryMs]
          : [false, probeAt])),
    isOpen: Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.map(Ref.get(state), (probeAt) => isKnown(probeAt, now))),
    succeeded: Effect.andThen(Ref.set(state, undefined), Metric.update(circuitOpen, 0)),
    failed: Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.andThen(Ref.set(state, now + probeEveryMs), Metric.update(circuitOpen, 1)))
  })

/** Sets the metric to the present state. A metric that is absent until something happens looks like a service that is down. */
const announce = (state: CircuitState) =>
  Effect.flatMap(Ref.get(state), (probeAt) => Metric.update(circuitOpen, probeAt === undefined ? 0 : 1))

/** A circuit whose state outlives the layer. */
export const layerOf = (state: CircuitState) => Layer.effect(Circuit, Effect.as(announce(state), make(state)))

export const layer = Layer.unwrap(Effect.map(Ref.make<number | undefined>(undefined), layerOf))
