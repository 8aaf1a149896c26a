import { Effect, Redacted } from "effect"
import { PortalUrl } from "../invitation/invitation-token.ts"
import type { Mail } from "../mail/mailer.port.ts"
import type { Confirmable } from "./confirm.ts"
import { linkMinutes, type SignInLink } from "./link.ts"
import { confirming } from "./secret.ts"

const once = `The link works once, for ${linkMinutes} minutes. It is meant for you alone.`

const wordsFor = ({ school_name }: Confirmable): string =>
  school_name === undefined
    ? "This address was given as the new address of an account here. Once you confirm it, it opens that account, and what was yours here is part of it."
    : `You were named as a guardian in an enrollment at ${school_name}. Once you confirm it, you can see and complete that enrollment.`

/** Returns the mail with the link. Everything that must stay secret is in the fragment, which no server and no referrer sees. */
export const signInMail = Effect.fnUntraced(function*(
  { address, link_id, rev }: SignInLink,
  token: Redacted.Redacted,
  { confirmable, isKnown }: { readonly confirmable: ReadonlyArray<Confirmable>; readonly isKnown: boolean }
) {
  const page = `${yield* PortalUrl}/auth/verify`
  const linkWith = (given: Redacted.Redacted) =>
    `${page}#token=${Redacted.value(given)}&email=${encodeURIComponent(address)}`
  const plain = `Sign in here: ${linkWith(token)}`
  const isPlain = confirmable.length === 0
  return {
    mail_id: `sign-in-${link_id}-${rev}`,
    to: address,
    sender_name: "Texas Sports Academy",
    subject: isPlain ? "Your sign-in link" : "Please confirm and sign in",
    text: Redacted.make(
      (isPlain
        ? ["Hello,", plain, once, "If you did not ask for it, nothing needs to be done."]
        : [
          "Hello,",
          ...confirmable.map(wordsFor),
          `Confirm and sign in here: ${linkWith(confirming(token))}`,
          ...(isKnown ? [`Without confirming anything: ${plain}`] : []),
          `${once} Later, ask for a new link where you sign in: for 14 days it confirms the same.`,
          "If you did not expect this, nothing needs to be done."
        ]).join("\r\n\r\n")
    )
  } satisfies Mail
})
