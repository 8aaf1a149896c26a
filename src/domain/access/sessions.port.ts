import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { Session } from "./session.ts"

/** The store of sessions. A session that has ended is no longer there. */
export class Sessions extends Context.Service<Sessions, {
  /** Stores a new session, under an id that no other has. */
  readonly create: (session: Session) => Effect.Effect<void, StoreUnavailable>
  /** Returns the session with this id, read consistently. */
  readonly get: (session_id: string) => Effect.Effect<Option.Option<Session>, StoreUnavailable>
  /** Stores the use of a token if the counter is still that of `before`. */
  readonly advance: (before: Session, after: Session) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Ends a session; a second time is harmless. */
  readonly end: (session_id: string) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/access/Sessions") {}
