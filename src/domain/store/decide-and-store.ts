import { Effect } from "effect"
import type { StaleVersion } from "./stale-version.ts"

/** How an item is decided on and stored. */
export interface Decision<A, E1, R1, E2, R2, E3, R3> {
  readonly first: A
  /** Returns the same reference if nothing changes. */
  readonly decide: (current: A) => Effect.Effect<A, E1, R1>
  readonly store: (before: A, after: A) => Effect.Effect<void, E2 | StaleVersion, R2>
  readonly reload: Effect.Effect<A, E3, R3>
}

/**
 * Decides on the item as it is and stores the decision. If another write came first, it loads the item and decides again, up to five times;
 * then the result is what `beaten` says. Returns the item before and after the write; both are the same if nothing changed.
 */
export const decideAndStore = Effect.fnUntraced(function*<A, E1, R1, E2, R2, E3, R3, E4, R4>(
  { beaten, decide, first, reload, store }: Decision<A, E1, R1, E2, R2, E3, R3> & {
    readonly beaten: (current: A) => Effect.Effect<A, E4, R4>
  }
) {
  let current = first
  for (let attempt = 0; attempt <= 5; attempt++) {
    const next = yield* decide(current)
    if (next === current) return { before: current, after: current }
    const isStored = yield* store(current, next).pipe(
      Effect.as(true),
      Effect.catchTag("StaleVersion", () => Effect.succeed(false))
    )
    if (isStored) return { before: current, after: next }
    current = yield* reload
  }
  const left = yield* beaten(current)
  return { before: left, after: left }
})
