import type { Redacted } from "effect"
import type { JWK } from "jose"

/** One signs access tokens, one seals addresses, links and cursors. */
export interface Keys {
  readonly signing: Redacted.Redacted<JWK>
  /** The public key before, where the data folder keeps it: its tokens are good until they expire. */
  readonly verifying?: ReadonlyArray<JWK>
  readonly seal: Redacted.Redacted
}
