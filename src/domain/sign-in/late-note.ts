import { DateTime, Effect, Option } from "effect"
import { type Invitation, isActive } from "../invitation/invitation.ts"
import { noteInvited } from "../invitation/invited-address.ts"
import { isForgotten, withMailAfterAll } from "./link.ts"
import { SignInLinks } from "./links.port.ts"
import { linkKey } from "./secret.ts"
import { maySignIn } from "./who-may.ts"

/**
 * Runs before the mail of an invitation goes out. If the invitation was stored by a release that noted nobody until then, this notes the
 * family now and mails the link that the family has asked for in vain.
 */
export const noteLate = Effect.fn("noteLate")(function*(invitation: Invitation) {
  const now = DateTime.formatIso(yield* DateTime.now)
  const { parent_email } = invitation
  if (!isActive(invitation, now) || (yield* maySignIn(parent_email))) return
  yield* noteInvited(invitation)
  const { get, replace } = yield* SignInLinks
  const link = yield* get(yield* linkKey(parent_email))
  if (Option.isNone(link) || link.value.mail !== undefined || isForgotten(link.value, now)) return
  yield* replace(link.value, withMailAfterAll(link.value, now))
}, Effect.catchTag("StaleVersion", () => Effect.void))
