import { Schema } from "effect"
import { sendingMs } from "../invitation/sending.ts"
import { isDue } from "../outbox/due.ts"
import { later } from "../values/instant.ts"

/**
 * What an address asked for: a link by mail. There is one per address; asking again replaces it. Its token is made together with its mail
 * and nobody keeps it: only `hash` is stored.
 */
export const SignInLink = Schema.Struct({
  schema_version: Schema.Literal(1),
  /** The keyed hash of the address. */
  key: Schema.String,
  link_id: Schema.String,
  address: Schema.String,
  asked_at: Schema.String,
  /** The outbox entry for its mail; absent once the mail was handed over, or if none is to be sent. */
  mail: Schema.optionalKey(Schema.Struct({ due_at: Schema.String, attempts: Schema.Int })),
  hash: Schema.optionalKey(Schema.String),
  /** When the token expires. */
  expires_at: Schema.optionalKey(Schema.String),
  /** Nobody asked to sign in, but somebody is to confirm something. Without that there is nothing to mail. */
  only_confirms: Schema.optionalKey(Schema.Boolean),
  /** The subjects that its mail says it confirms. */
  confirms: Schema.optionalKey(Schema.Array(Schema.String)),
  rev: Schema.Int
})
export type SignInLink = typeof SignInLink.Type

export const linkMinutes = 10
/** A mail that could not be sent for this long is no longer waited for. */
const waitedForMs = 3_600_000
/** No mail is put off for longer than this, since somebody waits. It is as long as a mailer may take. */
const longestBackoffMs = sendingMs

type Asked = Pick<SignInLink, "key" | "link_id" | "address" | "only_confirms">

/** Returns a link that is asked for now. Its mail is due at once. */
export const askedLink = (fields: Asked, now: string): SignInLink => ({
  ...fields,
  schema_version: 1,
  asked_at: now,
  mail: { due_at: now, attempts: 0 },
  rev: 0
})

/** Returns the time by which nothing is left of it. */
export const goneAt = ({ asked_at }: SignInLink): string => later(asked_at, waitedForMs + 2 * linkMinutes * 60_000)

/** Whether somebody who asked to sign in waits for its mail, or can use it. */
export const isAwaited = ({ expires_at = "", mail, only_confirms }: SignInLink, now: string): boolean =>
  only_confirms !== true && (mail !== undefined || now < expires_at)

/** Whether its mail is to be sent now. */
export const isMailDue = ({ mail }: SignInLink, now: string): boolean =>
  mail !== undefined && isDue(mail.due_at, now, longestBackoffMs)

/** Whether its mail comes too late for whoever waits. */
export const isForgotten = ({ asked_at }: SignInLink, now: string): boolean => now >= later(asked_at, waitedForMs)

/** Returns the link with a new token, which works from now on, confirms these subjects, and is about to be mailed. */
export const withToken = (
  link: SignInLink,
  hash: string,
  now: string,
  confirms: ReadonlyArray<string> = []
): SignInLink => ({
  ...link,
  hash,
  confirms,
  expires_at: later(now, linkMinutes * 60_000),
  mail: { due_at: later(now, sendingMs), attempts: (link.mail?.attempts ?? 0) + 1 },
  rev: link.rev + 1
})

/** Returns the link without the outbox entry. */
export const withoutMail = ({ mail: _, ...link }: SignInLink): SignInLink => ({ ...link, rev: link.rev + 1 })

/** Returns the link with a mail that was not to be sent, and now is. The next mail replaces the token that nobody was told. */
export const withMailAfterAll = (link: SignInLink, now: string): SignInLink => ({
  ...link,
  mail: { due_at: now, attempts: 0 },
  rev: link.rev + 1
})

/** Returns the link after its mail did not go out. The mail is due again soon, since somebody waits. */
export const mailPutOff = (link: SignInLink, now: string): SignInLink => {
  const { attempts = 0 } = link.mail ?? {}
  return {
    ...link,
    mail: { attempts, due_at: later(now, Math.min(longestBackoffMs, 2500 * 2 ** attempts)) },
    rev: link.rev + 1
  }
}
