import type { Redacted } from "effect"
import type { JWK } from "jose"

/** One signs access tokens, one seals addresses, links and cursors. */
export interface Keys {
  readonly signing: Redacted.Redacted<JWK>
  readonly seal: Redacted.Redacted
}
