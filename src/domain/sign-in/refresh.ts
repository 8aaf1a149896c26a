import { DateTime, Effect, Option, type Redacted, Result } from "effect"
import { NotBefore } from "../access/not-before.port.ts"
import { isVoid } from "../access/not-before.ts"
import { isSessionOver, useRefreshToken } from "../access/session.ts"
import { Sessions } from "../access/sessions.port.ts"
import { NotAuthenticated } from "../access/tokens.port.ts"
import { People } from "../people/people.port.ts"
import { retryStale } from "../store/retry-stale.ts"
import { StoreUnavailable } from "../store/unavailable.ts"
import { countRefresh } from "./metrics.ts"
import { readRefreshToken } from "./refresh-token.ts"
import { tokensFor } from "./tokens.ts"

const revoked = new NotAuthenticated({ reason: "revoked" })

/** Decides on the session as it is. Fails with `StaleVersion` if another write came first. */
const refreshed = Effect.fnUntraced(function*(session_id: string, counter: number) {
  const sessions = yield* Sessions
  const found = yield* sessions.get(session_id)
  if (Option.isNone(found)) {
    yield* countRefresh("over")
    return yield* revoked
  }
  const session = found.value
  const person = Option.getOrUndefined(yield* (yield* People).get(session.person_id))
  const now = DateTime.formatIso(yield* DateTime.now)
  const log = Effect.annotateLogs({ actor: `person:${session.person_id}`, subject: session_id })
  if (person === undefined || isSessionOver(session, person, now)) {
    yield* sessions.end(session_id)
    yield* log(Effect.logInfo("session_over"))
    yield* countRefresh("over")
    return yield* revoked
  }
  const used = useRefreshToken(session, counter, now)
  if (Result.isFailure(used)) {
    yield* sessions.end(session_id)
    yield* log(Effect.logWarning("refresh_token_reused"))
    yield* countRefresh("reused")
    return yield* revoked
  }
  if (used.success.session !== session) yield* sessions.advance(session, used.success.session)
  const tokens = yield* tokensFor(session, person, used.success.successor)
  // Asked last: tokens that were made before everything was revoked are not told after it.
  if (isVoid(session.created_at, yield* (yield* NotBefore).get)) {
    yield* sessions.end(session_id)
    yield* countRefresh("over")
    return yield* revoked
  }
  yield* countRefresh("renewed")
  return tokens
})

/**
 * Returns new tokens for a refresh token, with the rights that are held now. A refresh token has one successor, which is told again for 20
 * seconds. Using it after that ends the session.
 */
export const refresh = Effect.fn("refresh")(function*(token: Redacted.Redacted) {
  const { counter, session_id } = yield* Effect.tapError(readRefreshToken(token), () => countRefresh("invalid"))
  return yield* refreshed(session_id, counter).pipe(
    retryStale(() => new StoreUnavailable({ store: "workflow", code: "session_contended" }))
  )
})
