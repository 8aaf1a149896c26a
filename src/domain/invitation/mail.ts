import { Effect, Option, Redacted } from "effect"
import type { Mail } from "../mail/mailer.port.ts"
import { momentInWords } from "../school/moment-in-words.ts"
import { Schools } from "../school/schools.port.ts"
import { holdsLink } from "../values/links.ts"
import { invitationLink } from "./invitation-token.ts"
import type { Invitation } from "./invitation.ts"

/** Returns the id that tells the mails of an invitation apart. One that is sent again expires at another time. */
export const invitationMailId = ({ expires_at, invitation_id }: Pick<Invitation, "expires_at" | "invitation_id">) =>
  `${invitation_id}-${expires_at.replace(/\D/g, "")}`

/** Returns the text, or nothing if it holds a link: it may date from before links were refused. */
const withoutLink = (text: string | undefined) => text === undefined || holdsLink(text) ? undefined : text

/** Returns the mail that invites a family. It is made anew whenever it is sent: its link is derived, and it holds no other. */
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
