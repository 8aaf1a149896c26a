import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** The instant before which everything that was issued to anybody is void: after an incident, all sign in again. */
export class NotBefore extends Context.Service<NotBefore, {
  /** Returns the instant, read consistently, or undefined if there has been none yet. */
  readonly get: Effect.Effect<string | undefined, StoreUnavailable>
  /** Sets it to this instant (RFC 3339, UTC, milliseconds), unless it is later already. */
  readonly raise: (instant: string) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/access/NotBefore") {}
