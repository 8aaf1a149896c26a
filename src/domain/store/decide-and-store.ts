import { Effect, Result } from "effect"
import { type StaleVersion, VersionConflict, VersionMismatch } from "./stale-version.ts"

/**
 * Decides on the item as it is and stores the decision; a lost race is loaded and decided again, five times. The same reference back
 * from `decide` means that nothing changes. `expected` is the only version on which the caller wants it decided: on another one even
 * a refusal is not told. Where the version stays, the item is as was asked for, whatever version the caller names.
 */
export const decideAndStore = Effect.fnUntraced(
  function*<A extends { readonly version: number }, E1, E2, R2, E3, R3>(
    { decide, expected, first, id, reload, store }: {
      readonly id: string
      readonly first: A
      readonly expected: number | undefined
      readonly decide: (current: A) => Result.Result<A, E1>
      readonly store: (before: A, after: A) => Effect.Effect<void, E2 | StaleVersion, R2>
      readonly reload: Effect.Effect<A, E3, R3>
    }
  ) {
    let current = first
    for (let attempt = 0; attempt <= 5; attempt++) {
      const decided = decide(current)
      if (Result.isSuccess(decided) && decided.success === current) return { before: current, after: current }
      const isBookkeeping = Result.isSuccess(decided) && decided.success.version === current.version
      if (expected !== undefined && current.version !== expected && !isBookkeeping) {
        return yield* new VersionMismatch({ id })
      }
      const next = yield* Effect.fromResult(decided)
      const stored = yield* store(current, next).pipe(
        Effect.as(true),
        Effect.catchTag("StaleVersion", () => Effect.succeed(false))
      )
      if (stored) return { before: current, after: next }
      current = yield* reload
    }
    return yield* new VersionConflict({ id })
  }
)
