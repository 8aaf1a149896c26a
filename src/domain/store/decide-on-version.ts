import { Effect, Result } from "effect"
import { decideAndStore, type Decision } from "./decide-and-store.ts"
import { VersionConflict, VersionMismatch } from "./stale-version.ts"

/**
 * Decides on a versioned item and stores the decision, as `decideAndStore` does. `expected` is the only version on which the caller wants a
 * decision: on another version even a refusal is not told. If the version stays, the item already is as it was asked for, whatever version
 * the caller names. Fails with `VersionMismatch` or `VersionConflict`.
 */
export const decideOnVersion = <A extends { readonly version: number }, E1, E2, R2, E3, R3>(
  { decide, expected, id, ...decision }: Omit<Decision<A, E1, never, E2, R2, E3, R3>, "decide"> & {
    readonly id: string
    readonly expected: number | undefined
    readonly decide: (current: A) => Result.Result<A, E1>
  }
) =>
  decideAndStore({
    ...decision,
    decide: (current): Effect.Effect<A, E1 | VersionMismatch> => {
      const decided = decide(current)
      const isBookkeeping = Result.isSuccess(decided) && decided.success.version === current.version
      return expected === undefined || current.version === expected || isBookkeeping
        ? Effect.fromResult(decided)
        : Effect.fail(new VersionMismatch({ id }))
    },
    beaten: () => Effect.fail(new VersionConflict({ id }))
  })
