import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** What is kept under a key: the try that works on its request, or the answer. Times are RFC 3339, by the store's clock. */
export interface KeptRequest {
  /** A keyed hash of everything that was asked. */
  readonly request: string
  readonly first_at: string
  /** From this time on the key is free again. */
  readonly expires_at: string
  /** The try that works on the request, and the time until which no other try may. */
  readonly holder: string
  readonly held_until: string
  /** Encrypted; absent until there is one. */
  readonly answer?: Uint8Array
}

/** What was asked under an Idempotency-Key, and the answer that goes with it. Keys are keyed hashes. */
export class Idempotency extends Context.Service<Idempotency, {
  /**
   * Puts `kept` under the key if nothing stands there, or if what stands there has expired at `now`. Returns what stands there afterwards.
   */
  readonly take: (key: string, kept: KeptRequest, now: string) => Effect.Effect<KeptRequest, StoreUnavailable>
  /** Replaces what `holder` works on. Returns `false` if it has been answered, or if another try works on it. */
  readonly replace: (key: string, holder: string, kept: KeptRequest) => Effect.Effect<boolean, StoreUnavailable>
}>()("tsa/request/Idempotency") {}
