import type { Redacted } from "effect"
import type { JWK } from "jose"

/** One key signs access tokens; with the other, addresses, links and cursors are hashed. */
export interface Keys {
  readonly signing: Redacted.Redacted<JWK>
  /** The previous public key, where the data folder keeps it: its tokens stay valid until they expire. */
  readonly verifying?: ReadonlyArray<JWK>
  readonly hashing: Redacted.Redacted
}
