import { Context, type Effect, type Redacted, Schema } from "effect"

/** A mail, complete: whatever carries it away needs not know what it is about. */
export interface Mail {
  /** Tells mails apart: the same id again is the same mail. Letters, digits and dashes, nothing personal. */
  readonly mail_id: string
  readonly to: string
  /** Whom it comes from, in words. */
  readonly sender_name: string
  readonly subject: string
  /** Plain text, lines ended by CRLF; its link holds a secret. */
  readonly text: Redacted.Redacted
}

export class MailNotSent extends Schema.TaggedError<MailNotSent>()("MailNotSent", { code: Schema.String }) {
  override get message() {
    return `the mail was not handed over (${this.code})`
  }
}

/** What carries mail away. */
export class Mailer extends Context.Service<Mailer, {
  /** Hands one mail over; the same mail again is harmless. */
  readonly send: (mail: Mail) => Effect.Effect<void, MailNotSent>
}>()("tsa/mail/Mailer") {}
