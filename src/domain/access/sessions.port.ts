import { Context, type Effect, type Option } from "effect"
import type { StaleVersion } from "../store/stale-version.ts"
import type { StoreUnavailable } from "../store/unavailable.ts"
import type { Session } from "./session.ts"

/** Where sessions live. One that has ended is not there any more. */
export class Sessions extends Context.Service<Sessions, {
  /** Stores a new one, under an id that nobody has. */
  readonly create: (session: Session) => Effect.Effect<void, StoreUnavailable>
  /** The session of this id, read consistently. */
  readonly get: (session_id: string) => Effect.Effect<Option.Option<Session>, StoreUnavailable>
  /** Stores the use of a token on the condition that the counter is still that of `before`. */
  readonly advance: (before: Session, after: Session) => Effect.Effect<void, StaleVersion | StoreUnavailable>
  /** Ends it; a second time is harmless. */
  readonly end: (session_id: string) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/access/Sessions") {}
