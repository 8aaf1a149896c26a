import { Array, Effect, Random } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"

/** DynamoDB leaves some items undone when it throttles or an answer grows too large. No client tries those again by itself. */
const maxRounds = 8

/** An item that was not processed, and why. */
export interface Undone<A> {
  readonly item: A
  readonly failure: StoreUnavailable
}

const undone = <A>(items: ReadonlyArray<A>, failure: StoreUnavailable) => items.map((item) => ({ item, failure }))

/**
 * Makes calls with chunks of the items, round by round, until none is pending. `call` returns the items that it left pending. A chunk with
 * which it fails is not tried again and does not hold up the others. Returns the items that were not processed.
 */
export const untilProcessed = Effect.fnUntraced(function*<A>(
  all: ReadonlyArray<A>,
  chunkSize: number,
  call: (chunk: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<A>, StoreUnavailable>
) {
  const left: Array<Undone<A>> = []
  let pending = all
  for (let round = 0; pending.length > 0 && round < maxRounds; round++) {
    if (round > 0) yield* Effect.sleep((yield* Random.next) * 25 * 2 ** round)
    const rest = yield* Effect.forEach(
      Array.chunksOf(pending, chunkSize),
      (chunk) =>
        Effect.catch(call(chunk), (failure) => {
          left.push(...undone(chunk, failure))
          return Effect.succeed([])
        }),
      { concurrency: 4 }
    )
    pending = rest.flat()
  }
  return [...left, ...undone(pending, new StoreUnavailable({ store: "workflow", code: "unprocessed" }))]
})
