import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** What stands under a key: the try that works on its request, or the answer. Times are RFC 3339, of the store's clock. */
export interface KeptRequest {
  /** A keyed hash over all that was asked. */
  readonly request: string
  readonly first_at: string
  /** From then on the key is free again. */
  readonly expires_at: string
  /** The try that works on it, and until when no other may. */
  readonly holder: string
  readonly held_until: string
  /** Encrypted; absent until there is one. */
  readonly answer?: Uint8Array
}

/** What was asked under an Idempotency-Key, and the answer that goes with it. Keys are keyed hashes. */
export class Idempotency extends Context.Service<Idempotency, {
  /** Puts this under the key if nothing stands there, or what has expired at `now`; returns what stands there afterwards. */
  readonly take: (key: string, kept: KeptRequest, now: string) => Effect.Effect<KeptRequest, StoreUnavailable>
  /** Puts this in the place of what `holder` works on; `false` when it has been answered, or another one works on it. */
  readonly replace: (key: string, holder: string, kept: KeptRequest) => Effect.Effect<boolean, StoreUnavailable>
}>()("tsa/request/Idempotency") {}
