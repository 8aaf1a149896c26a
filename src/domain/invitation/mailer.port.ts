import { Context, type Effect, type Redacted, Schema } from "effect"

/** A mail to a family. The link holds a secret. */
export interface InvitationMail {
  readonly invitation_id: string
  readonly to: string
  readonly school_name: string
  readonly coach_name: string
  readonly student_first_name?: string
  readonly message?: string
  readonly expires_at: string
  readonly link: Redacted.Redacted
}

export class MailNotSent extends Schema.TaggedError<MailNotSent>()("MailNotSent", { code: Schema.String }) {
  override get message() {
    return `the mail was not handed over (${this.code})`
  }
}

/** What carries mail away. */
export class Mailer extends Context.Service<Mailer, {
  /** Hands one mail over; the same mail again is harmless. */
  readonly send: (mail: InvitationMail) => Effect.Effect<void, MailNotSent>
}>()("tsa/invitation/Mailer") {}
