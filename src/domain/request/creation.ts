import { Context, DateTime, Effect } from "effect"
import { SecureRandom } from "../secrets/secure-random.port.ts"

/** What the id of something new is made of. */
export interface Creation {
  /** When it was first asked for (RFC 3339). */
  readonly asked_at: string
  /** The number of its n-th draw, below 2^40; where it makes several things, of the one of this row. */
  readonly suffixNumber: (draw: number, row?: number) => Effect.Effect<number>
  /** Whether an earlier try may have made it already. */
  readonly isRepeated: boolean
}

/** Set where a request carries an Idempotency-Key: the same for each of its tries. */
export const KeyedCreation = Context.Reference<Creation | undefined>("tsa/request/KeyedCreation", {
  defaultValue: () => undefined
})

/** The creation of this request: derived from its key, or drawn now. */
export const creation = Effect.gen(function*() {
  const keyed = yield* KeyedCreation
  const { suffixNumber } = yield* SecureRandom
  const asked_at = DateTime.formatIso(yield* DateTime.now)
  return keyed ?? { asked_at, suffixNumber: () => suffixNumber, isRepeated: false } satisfies Creation
})

/** What makes one of the several things of a creation, with numbers of its own. */
export const inRow = (whole: Creation, row: number) =>
  Effect.provideService(KeyedCreation, { ...whole, suffixNumber: (draw) => whole.suffixNumber(draw, row) })
