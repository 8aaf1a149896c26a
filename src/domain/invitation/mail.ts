import { Effect, Option, Redacted } from "effect"
import type { Mail } from "../mail/mailer.port.ts"
import { momentInWords } from "../school/moment-in-words.ts"
import { Schools } from "../school/schools.port.ts"
import { holdsLink } from "../values/links.ts"
import { invitationLink } from "./invitation-token.ts"
import type { Invitation } from "./invitation.ts"

/** What the mails of an invitation are told apart by: one sent again has another time to end. */
export const invitationMailId = ({ expires_at, invitation_id }: Pick<Invitation, "expires_at" | "invitation_id">) =>
  `${invitation_id}-${expires_at.replace(/\D/g, "")}`

/** What was said before links were refused says nothing here if it holds one. */
const withoutLink = (text: string | undefined) => text === undefined || holdsLink(text) ? undefined : text

/** The mail that invites a family, made anew whenever it is sent: its link is derived, and there is no other. */
export const invitationMail = Effect.fnUntraced(function*(invitation: Invitation) {
  const { coach_name, expires_at, invited, parent_email, school_id, school_name } = invitation
  const school = Option.getOrUndefined(yield* (yield* Schools).get(school_id))
  const link = yield* invitationLink(invitation)
  const [child, message] = [withoutLink(invited.student_first_name), withoutLink(invited.message)]
  return {
    mail_id: invitationMailId(invitation),
    to: parent_email,
    sender_name: school_name,
    subject: `Your invitation to ${school_name}`,
    text: Redacted.make(
      [
        "Hello,",
        `${coach_name} of ${school_name} invites you to enroll ${child ?? "your child"}.`,
        ...(message === undefined ? [] : [`${coach_name} writes:\r\n${message}`]),
        `Begin here: ${Redacted.value(link)}`,
        `The link works until ${
          momentInWords(expires_at, school?.policy.time_zone ?? "UTC")
        }. It is meant for you alone.`
      ].join("\r\n\r\n")
    )
  } satisfies Mail
})
