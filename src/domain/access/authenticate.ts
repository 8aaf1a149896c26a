import { Clock, Context, DateTime, Effect, Option, type Redacted } from "effect"
import { People } from "../people/people.port.ts"
import { type Person, withGrant } from "../people/person.ts"
import type { Principal } from "../people/principal.ts"
import { countNotAuthenticated } from "./metrics.ts"
import { isVoid, notBefore, seenForMs } from "./not-before.ts"
import { sessionless } from "./session.ts"
import { Sessions } from "./sessions.port.ts"
import { type AccessClaims, AccessTokens, NotAuthenticated } from "./tokens.port.ts"

/** People as they were read at most 30 seconds ago. Plain data, handed in from outside any layer that is made per request. */
export class PeopleSeen
  extends Context.Service<PeopleSeen, Map<string, { readonly at: number; readonly person: Person }>>()(
    "tsa/access/PeopleSeen"
  )
{}

/** Whether sessions existed when they were looked up, at most 30 seconds ago. */
export class SessionsSeen
  extends Context.Service<SessionsSeen, Map<string, { readonly at: number; readonly isOn: boolean }>>()(
    "tsa/access/SessionsSeen"
  )
{}

const seenAtMost = 10_000

/** Whether the person was read before what this token says of them was written. Adding a grant does not raise the epoch. */
const isOlder = (person: Person, { epoch, grants }: AccessClaims): boolean =>
  person.epoch < epoch ||
  (person.epoch === epoch && grants.some((grant) => withGrant(person, grant) !== person))

/** Returns the person, no older than the token says. Fails if there is nobody with this id. */
const personOf = Effect.fnUntraced(function*(claims: AccessClaims) {
  const { sub: id } = claims
  const seen = yield* PeopleSeen
  const now = yield* Clock.currentTimeMillis
  const known = seen.get(id)
  if (known !== undefined && now - known.at < seenForMs && !isOlder(known.person, claims)) return known.person
  const found = yield* (yield* People).get(id)
  if (Option.isNone(found)) return yield* new NotAuthenticated({ reason: "revoked" })
  if (seen.size >= seenAtMost) seen.clear()
  seen.set(id, { at: now, person: found.value })
  return found.value
})

/** Whether the session of a token has not ended. */
const isSessionOn = Effect.fnUntraced(function*(id: string) {
  const seen = yield* SessionsSeen
  const now = yield* Clock.currentTimeMillis
  const known = seen.get(id)
  if (known !== undefined && now - known.at < seenForMs) return known.isOn
  const isOn = Option.isSome(yield* (yield* Sessions).get(id))
  if (seen.size >= seenAtMost) seen.clear()
  seen.set(id, { at: now, isOn })
  return isOn
})

/**
 * Returns who holds this access token. Grants and address come from the directory, not from the token. A token is void if it is of an older
 * epoch, of a session that has ended, or from before everybody had to sign in again. So what is revoked or signed out is gone within 30
 * seconds.
 */
export const authenticate = Effect.fn("authenticate")(function*(token: Redacted.Redacted | undefined) {
  if (token === undefined) return yield* new NotAuthenticated({ reason: "missing" })
  const claims = yield* (yield* AccessTokens).verify(token)
  const issued_at = DateTime.formatIso(DateTime.makeUnsafe(claims.iat * 1000))
  if (isVoid(issued_at, yield* notBefore)) return yield* new NotAuthenticated({ reason: "revoked" })
  if (claims.sub.startsWith("system:")) {
    return { _tag: "System", name: claims.sub.slice("system:".length) } satisfies Principal as Principal
  }
  const { role, sid } = claims
  const hasSession = sid !== sessionless
  const [{ address, epoch, former_addresses, grants, id, name, released_addresses }, isOn] = yield* Effect.all([
    personOf(claims),
    hasSession ? isSessionOn(sid) : Effect.succeed(true)
  ], { concurrency: 2 })
  if (claims.epoch < epoch || !isOn) return yield* new NotAuthenticated({ reason: "revoked" })
  const optional = {
    ...(former_addresses !== undefined && { former_addresses }),
    ...(released_addresses !== undefined && { released_addresses }),
    ...(hasSession && { session: sid })
  }
  return { _tag: "Person", id, address, name, grants, role, ...optional } satisfies Principal as Principal
}, Effect.tapErrorTag("NotAuthenticated", countNotAuthenticated))
