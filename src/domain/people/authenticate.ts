import { Clock, Context, Effect, Option, type Redacted } from "effect"
import { AccessTokens, NotAuthenticated } from "./access-tokens.port.ts"
import { People } from "./people.port.ts"
import type { Person } from "./person.ts"
import type { Principal } from "./principal.ts"

/** People as they were read at most 30 seconds ago; plain data, handed in from outside any layer that is made per request. */
export class PeopleSeen
  extends Context.Service<PeopleSeen, Map<string, { readonly at: number; readonly person: Person }>>()(
    "tsa/people/PeopleSeen"
  )
{}

const seenForMs = 30_000
const seenAtMost = 10_000

/** The person, not older than a token of this epoch says. */
const personOf = Effect.fnUntraced(function*(id: string, epoch: number) {
  const seen = yield* PeopleSeen
  const now = yield* Clock.currentTimeMillis
  const known = seen.get(id)
  if (known !== undefined && now - known.at < seenForMs && known.person.epoch >= epoch) return known.person
  const found = yield* (yield* People).get(id)
  if (Option.isNone(found)) return yield* new NotAuthenticated({ reason: "revoked" })
  if (seen.size >= seenAtMost) seen.clear()
  seen.set(id, { at: now, person: found.value })
  return found.value
})

/**
 * Who holds this access token. Grants and address come from the directory, not from the token; a token of an older epoch is void, so a
 * revoked grant is gone within 30 seconds.
 */
export const authenticate = Effect.fn("authenticate")(function*(token: Redacted.Redacted | undefined) {
  if (token === undefined) return yield* new NotAuthenticated({ reason: "missing" })
  const claims = yield* (yield* AccessTokens).verify(token)
  if (claims.sub.startsWith("system:")) {
    return { _tag: "System", name: claims.sub.slice("system:".length) } satisfies Principal as Principal
  }
  const { address, epoch, grants, id, name } = yield* personOf(claims.sub, claims.epoch)
  if (claims.epoch < epoch) return yield* new NotAuthenticated({ reason: "revoked" })
  return { _tag: "Person", id, address, name, grants } satisfies Principal as Principal
})
