import { Array, Effect, Random } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"

/** DynamoDB leaves parts undone when it is throttled or an answer grows too large; the SDK does not try those again. */
const maxRounds = 8

/** Calls with chunks, round by round, until nothing is left. `call` returns what it left undone. */
export const untilProcessed = Effect.fnUntraced(function*<A>(
  all: ReadonlyArray<A>,
  chunkSize: number,
  call: (chunk: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<A>, StoreUnavailable>
) {
  let pending = all
  for (let round = 0; pending.length > 0; round++) {
    if (round === maxRounds) return yield* new StoreUnavailable({ store: "workflow", code: "unprocessed" })
    if (round > 0) yield* Effect.sleep((yield* Random.next) * 25 * 2 ** round)
    pending = (yield* Effect.forEach(Array.chunksOf(pending, chunkSize), call, { concurrency: 4 })).flat()
  }
})
