import { Effect, Redacted } from "effect"
import { PortalUrl } from "../invitation/invitation-token.ts"
import type { Mail } from "../invitation/mailer.port.ts"
import { linkMinutes, type SignInLink } from "./link.ts"

/** The mail with the link: all that must stay secret is in the fragment, which no server and no referrer sees. */
export const signInMail = Effect.fnUntraced(
  function*({ address, link_id, rev }: SignInLink, token: Redacted.Redacted) {
    const fragment = `token=${Redacted.value(token)}&email=${encodeURIComponent(address)}`
    return {
      mail_id: `sign-in-${link_id}-${rev}`,
      to: address,
      sender_name: "Texas Sports Academy",
      subject: "Your sign-in link",
      text: Redacted.make(
        [
          "Hello,",
          `Sign in here: ${yield* PortalUrl}/auth/verify#${fragment}`,
          `The link works once, for ${linkMinutes} minutes. It is meant for you alone.`,
          "If you did not ask for it, nothing needs to be done."
        ].join("\r\n\r\n")
      )
    } satisfies Mail
  }
)
