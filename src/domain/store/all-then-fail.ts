import { Effect } from "effect"

/**
 * Does the work on each item. Fails only when all are through, as the first of them failed: if a store refuses one write, what was begun on
 * the others must not be left without its outcome.
 */
export const allThenFail = Effect.fnUntraced(function*<A, B, E, R>(
  items: ReadonlyArray<A>,
  work: (item: A) => Effect.Effect<B, E, R>,
  concurrency: number
) {
  const [done, [failure]] = yield* Effect.partition(items, work, { concurrency })
  if (failure !== undefined) return yield* Effect.fail(failure)
  return done
})

/** Does the same with different works, one after the other. */
export const inTurnThenFail = <Work extends Effect.Effect<unknown, unknown, unknown>>(works: ReadonlyArray<Work>) =>
  allThenFail(
    works,
    (work) => work as Effect.Effect<Effect.Success<Work>, Effect.Error<Work>, Effect.Services<Work>>,
    1
  )
