import { DateTime, Effect, Option, type Redacted } from "effect"
import { Sessions } from "../access/sessions.port.ts"
import type { Role } from "../people/principal.ts"
import { sameHash } from "../secrets/keyed-hash.port.ts"
import { firstTokens, storedSession } from "./begin.ts"
import { confirm } from "./confirm.ts"
import { SignInLinkInvalid } from "./errors.ts"
import type { SignInLink } from "./link.ts"
import { SignInLinks } from "./links.port.ts"
import { hashOf, linkKey, readToken } from "./secret.ts"
import { personSigningIn } from "./who-may.ts"

const opensWith = ({ expires_at = "", hash = "" }: SignInLink, given: string, now: string): boolean =>
  sameHash(hash, given) && now < expires_at

/**
 * Returns the link that this token opens for this address, with what it confirms if this token confirms. Does not use it up. Fails with
 * `SignInLinkInvalid`.
 */
export const openLink = Effect.fn("openLink")(function*(address: string, given: Redacted.Redacted) {
  const { isConfirming, token } = readToken(given)
  const [key, hash] = [yield* linkKey(address), yield* hashOf(token)]
  const found = yield* (yield* SignInLinks).get(key)
  const now = DateTime.formatIso(yield* DateTime.now)
  if (Option.isNone(found) || !opensWith(found.value, hash, now)) return yield* new SignInLinkInvalid()
  return isConfirming ? found.value : { ...found.value, confirms: [] }
})

/**
 * Confirms what a link confirms, begins a session, and uses the link up. What is confirmed stays so. The session comes before the use, so
 * that a store that fails in between leaves a link that still works. Of two who use a link at once, one is told its tokens.
 */
export const signIn = Effect.fn("signIn")(function*(link: SignInLink, asked: Role | undefined) {
  yield* confirm(link)
  const found = yield* personSigningIn(link.address)
  if (Option.isNone(found)) return yield* new SignInLinkInvalid()
  const session = yield* storedSession(found.value, asked)
  if (!(yield* (yield* SignInLinks).redeem(link))) {
    yield* (yield* Sessions).end(session.session_id)
    return yield* new SignInLinkInvalid()
  }
  return yield* firstTokens(session, found.value, "link")
})
