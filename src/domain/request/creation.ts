import { Context, DateTime, Effect } from "effect"
import { SecureRandom } from "../secrets/secure-random.port.ts"

/** What the id of something new is made of. */
export interface Creation {
  /** When it was first asked for (RFC 3339). */
  readonly asked_at: string
  /** Returns the number of the n-th draw, below 2^40. Where a request makes several things, `row` says for which one. */
  readonly suffixNumber: (draw: number, row?: number) => Effect.Effect<number>
  /** Whether an earlier try may have made it already. */
  readonly isRepeated: boolean
}

/** Set if a request carries an Idempotency-Key, and the same for each of its tries. */
export const KeyedCreation = Context.Reference<Creation | undefined>("tsa/request/KeyedCreation", {
  defaultValue: () => undefined
})

/** Returns the creation of this request: derived from its key, or drawn now. */
export const creation = Effect.gen(function*() {
  const keyed = yield* KeyedCreation
  const { suffixNumber } = yield* SecureRandom
  const asked_at = DateTime.formatIso(yield* DateTime.now)
  return keyed ?? { asked_at, suffixNumber: () => suffixNumber, isRepeated: false } satisfies Creation
})

/** Gives the effect that makes one of a creation's several things numbers of its own. */
export const inRow = (whole: Creation, row: number) =>
  Effect.provideService(KeyedCreation, { ...whole, suffixNumber: (draw) => whole.suffixNumber(draw, row) })
