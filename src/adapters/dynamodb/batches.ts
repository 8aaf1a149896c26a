import { Array, Effect, Random } from "effect"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"

/** DynamoDB leaves parts undone when it is throttled or an answer grows too large; the SDK does not try those again. */
const maxRounds = 8

/** A part that was left undone, and why. */
export interface Undone<A> {
  readonly item: A
  readonly failure: StoreUnavailable
}

const undone = <A>(items: ReadonlyArray<A>, failure: StoreUnavailable) => items.map((item) => ({ item, failure }))

/**
 * Calls with chunks, round by round, until nothing is pending. `call` returns what it left pending; a chunk with which it fails is not
 * tried again, and holds up no other. Returns what was left undone.
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
