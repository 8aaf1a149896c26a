import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** The instant before which whatever was issued to anybody is void: after an incident, all sign in again. */
export class NotBefore extends Context.Service<NotBefore, {
  /** It, read consistently; undefined while there was none. */
  readonly get: Effect.Effect<string | undefined, StoreUnavailable>
  /** Puts it to this instant (RFC 3339, UTC, milliseconds). A later one stays. */
  readonly raise: (instant: string) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/access/NotBefore") {}
