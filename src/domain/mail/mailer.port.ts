import { Context, type Effect, type Redacted, Schema } from "effect"

/** A complete mail: whatever carries it away need not know what it is about. */
export interface Mail {
  /** Tells mails apart: the same id means the same mail. Letters, digits and dashes, nothing personal. */
  readonly mail_id: string
  readonly to: string
  /** Who it comes from, in words. */
  readonly sender_name: string
  readonly subject: string
  /** Plain text with lines that end in CRLF. Its link holds a secret. */
  readonly text: Redacted.Redacted
}

export class MailNotSent extends Schema.TaggedError<MailNotSent>()("MailNotSent", { code: Schema.String }) {
  override get message() {
    return `the mail was not handed over (${this.code})`
  }
}

/** Carries mail away. */
export class Mailer extends Context.Service<Mailer, {
  /** Hands one mail over. Handing over the same mail again is harmless. */
  readonly send: (mail: Mail) => Effect.Effect<void, MailNotSent>
}>()("tsa/mail/Mailer") {}
