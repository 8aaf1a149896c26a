import { DateTime, Effect, Option, type Redacted } from "effect"
import type { Role } from "../people/principal.ts"
import { sameSeal } from "../people/seals.port.ts"
import { Sessions } from "../people/sessions.port.ts"
import { firstTokens, storedSession } from "./begin.ts"
import { SignInLinkInvalid } from "./errors.ts"
import type { SignInLink } from "./link.ts"
import { SignInLinks } from "./links.port.ts"
import { hashOf, linkKey } from "./secret.ts"
import { personSigningIn } from "./who-may.ts"

const opensWith = ({ expires_at = "", hash = "" }: SignInLink, given: string, now: string): boolean =>
  sameSeal(hash, given) && now < expires_at

/** The link that this token opens for this address. It is not used up yet. */
export const openLink = Effect.fn("openLink")(function*(address: string, token: Redacted.Redacted) {
  const [key, hash] = [yield* linkKey(address), yield* hashOf(token)]
  const found = yield* (yield* SignInLinks).get(key)
  const now = DateTime.formatIso(yield* DateTime.now)
  return Option.isSome(found) && opensWith(found.value, hash, now) ? found.value : yield* new SignInLinkInvalid()
})

/**
 * Uses a link up, and begins a session. The session comes first, so that a store that fails in between leaves a link that still works;
 * of two who use a link at once, one is told its tokens.
 */
export const signIn = Effect.fn("signIn")(function*(link: SignInLink, asked: Role | undefined) {
  const found = yield* personSigningIn(link.address)
  if (Option.isNone(found)) return yield* new SignInLinkInvalid()
  const session = yield* storedSession(found.value, asked)
  if (!(yield* (yield* SignInLinks).redeem(link))) {
    yield* (yield* Sessions).end(session.session_id)
    return yield* new SignInLinkInvalid()
  }
  return yield* firstTokens(session, found.value, "link")
})
