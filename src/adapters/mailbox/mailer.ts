import { Effect, Layer, Redacted } from "effect"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { createTransport } from "nodemailer"
import { Mailer, MailNotSent } from "../../domain/mail/mailer.port.ts"

/** Each mail has one file: sending the same mail again replaces it. */
export const mailFileName = (mail_id: string): string => `${mail_id}.eml`

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown"

const make = (folder: string) => {
  const composer = createTransport({ streamTransport: true, buffer: true })
  let parts = 0
  return Mailer.of({
    send: ({ mail_id, sender_name, subject, text, to }) =>
      Effect.tryPromise({
        try: async () => {
          const { message } = await composer.sendMail({
            from: { name: sender_name, address: "enrollment@example.test" },
            to,
            subject,
            text: Redacted.value(text),
            messageId: `<${mail_id}@tsa-enrollment>`,
            textEncoding: "base64"
          })
          await mkdir(folder, { recursive: true, mode: 0o700 })
          const path = join(folder, mailFileName(mail_id))
          // Each attempt writes its own part file: a wake-up and a sweep may send the same mail at the same moment.
          const part = `${path}.${++parts}.part`
          await writeFile(part, message as Buffer, { mode: 0o600 })
          await rename(part, path)
        },
        catch: (error) => new MailNotSent({ code: codeOf(error) })
      })
  })
}

/** Mail as files in a folder (RFC 5322, one `.eml` each), for a service without a mail server. */
export const layer = (folder: string) => Layer.sync(Mailer, () => make(folder))
