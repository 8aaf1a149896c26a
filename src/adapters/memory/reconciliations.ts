import { Effect, Layer, Option } from "effect"
import { Reconciliations } from "../../domain/reconciliation/reconciliations.port.ts"
import { scopeOf } from "../../domain/reconciliation/run.ts"
import { StaleVersion } from "../../domain/store/stale-version.ts"
import { World } from "./world.ts"

const make = Effect.gen(function*() {
  const { reconciliations } = yield* World

  return Reconciliations.of({
    get: (scope) => Effect.sync(() => Option.fromUndefinedOr(reconciliations.get(scope))),
    save: (before, after) =>
      Effect.suspend(() => {
        const id = scopeOf(after.schools)
        if (reconciliations.get(id)?.rev !== before?.rev) return Effect.fail(new StaleVersion({ id }))
        reconciliations.set(id, after)
        return Effect.void
      })
  })
})

/** Keeps comparisons of the two stores in memory. */
export const layer = Layer.effect(Reconciliations, make)
