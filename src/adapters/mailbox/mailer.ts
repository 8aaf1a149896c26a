import { Effect, Layer, Redacted } from "effect"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createTransport } from "nodemailer"
import { type InvitationMail, Mailer, MailNotSent } from "../../domain/invitation/mailer.port.ts"

const textOf = ({ coach_name, expires_at, link, message, school_name, student_first_name }: InvitationMail): string =>
  [
    "Hello,",
    `${coach_name} of ${school_name} invites you to enroll ${student_first_name ?? "your child"}.`,
    ...(message === undefined ? [] : [message]),
    `Begin here: ${Redacted.value(link)}`,
    `The link works until ${expires_at.slice(0, 10)}. It is meant for you alone.`
  ].join("\r\n\r\n")

/** One file per link: the same mail again replaces itself, a resent invitation is a mail of its own. */
export const mailFileName = (
  { expires_at, invitation_id }: Pick<InvitationMail, "expires_at" | "invitation_id">
): string => `${invitation_id}-${expires_at.replace(/\D/g, "")}.eml`

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown"

const make = (folder: string) => {
  const composer = createTransport({ streamTransport: true, buffer: true })
  let parts = 0
  return Mailer.of({
    send: (mail) =>
      Effect.tryPromise({
        try: async () => {
          const { message } = await composer.sendMail({
            from: { name: mail.school_name, address: "enrollment@example.test" },
            to: mail.to,
            subject: `Your invitation to ${mail.school_name}`,
            text: textOf(mail),
            messageId: `<${mailFileName(mail).replace(".eml", "")}@tsa-enrollment>`,
            textEncoding: "base64"
          })
          await mkdir(folder, { recursive: true, mode: 0o700 })
          const path = join(folder, mailFileName(mail))
          // Each attempt writes a part of its own: a wake-up and a sweep may send the same mail at the same moment.
          const part = `${path}.${++parts}.part`
          await writeFile(part, message as Buffer, { mode: 0o600 })
          await rename(part, path)
        },
        catch: (error) => new MailNotSent({ code: codeOf(error) })
      })
  })
}

/** Mail as files of a folder (RFC 5322, one `.eml` each), for a service without a mail server. */
export const layer = (folder: string) => Layer.sync(Mailer, () => make(folder))
