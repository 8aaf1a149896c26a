import { DateTime, Effect } from "effect"
import { Mailer } from "../mail/mailer.port.ts"
import { countDeadMail, countMail } from "../mail/metrics.ts"
import { later } from "../values/instant.ts"
import { type Invitation, isActive } from "./invitation.ts"
import { Invitations } from "./invitations.port.ts"
import { noteInvited } from "./invited-address.ts"
import { invitationMail } from "./mail.ts"
import { longestMailBackoffMs, sendingMs } from "./sending.ts"
import { settleInvitation } from "./settle-invitation.ts"
import { mailDeferred, mailSent, mailTaken } from "./transitions.ts"

/** The try after this many, 40 minutes after the first, says that a mail does not go out by itself. */
const failingFrom = 8

/**
 * Sends the due mail of an invitation and takes the entry off; a mail that cannot be sent is due again, later each time. The entry is taken
 * before the mail is sent, so that only one of several relays sends it. A crash in between costs a minute. Returns the invitation as it is
 * now.
 */
export const deliverMail = Effect.fn("deliverMail")(function*(invitation: Invitation) {
  const [invitations, mailer] = [yield* Invitations, yield* Mailer]
  const { mail } = invitation
  if (mail === undefined) return invitation
  const now = DateTime.formatIso(yield* DateTime.now)
  const mine = mailTaken(invitation, later(now, sendingMs))
  const isMine = yield* invitations.replace(invitation, mine).pipe(
    Effect.as(true),
    Effect.catchTag("StaleVersion", () => Effect.succeed(false))
  )
  if (!isMine) return invitation
  const outcome = yield* isActive(invitation, now)
    ? noteInvited(invitation).pipe(
      Effect.andThen(mailer.send(yield* invitationMail(invitation))),
      Effect.as(true),
      Effect.catchTag("MailNotSent", ({ code }) =>
        Effect.as(
          Effect.logWarning("invitation_mail_failed").pipe(
            Effect.annotateLogs({ subject: invitation.invitation_id, code })
          ),
          false
        )),
      Effect.tap(countMail)
    )
    : Effect.as(countDeadMail({ kind: "invitation", why: "given_up" }), true)
  if (!outcome && mail.attempts === failingFrom) yield* countDeadMail({ kind: "invitation", why: "failing" })
  return yield* settleInvitation(mine, (current) =>
    outcome
      ? mailSent(current, mail.generation, now)
      : current.mail?.generation === mail.generation
      ? mailDeferred(current, later(now, longestMailBackoffMs(current.mail.attempts)))
      : current)
})
