import type { Redacted } from "effect"
import type { JWK } from "jose"

/** One signs access tokens, under the other addresses, links and cursors are hashed. */
export interface Keys {
  readonly signing: Redacted.Redacted<JWK>
  /** The public key before, where the data folder keeps it: its tokens are good until they expire. */
  readonly verifying?: ReadonlyArray<JWK>
  readonly hashing: Redacted.Redacted
}
