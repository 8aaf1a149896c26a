import { Effect, Layer, Redacted } from "effect"
import { createTransport } from "nodemailer"
import { Mailer, MailNotSent } from "../../domain/mail/mailer.port.ts"

export interface SmtpServer {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: Redacted.Redacted
  /** The address that mail comes from. */
  readonly from: string
}

const loopback = ["127.0.0.1", "::1", "localhost"]

/** Limit for one mail, whatever the server does: shorter than the time after which another process tries the outbox entry. */
const forAtMost = "25 seconds"

const optionsOf = (url: Redacted.Redacted) => {
  const { hostname, password, port, protocol, username } = new URL(Redacted.value(url))
  const host = hostname.replace(/^\[|\]$/g, "")
  const secure = protocol === "smtps:"
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A link that gives access must not cross a network in the clear.
    ...(loopback.includes(host) ? { ignoreTLS: true } : { requireTLS: true }),
    ...(username !== "" && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    dnsTimeout: 5000,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000
  }
}

/** The server's own code, otherwise nodemailer's; never a message, which may hold an address. */
const failed = (error: unknown) => {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number }
  return new MailNotSent({ code: responseCode === undefined ? code ?? "unknown" : `smtp_${responseCode}` })
}

const make = ({ from, url }: SmtpServer) => {
  const transport = createTransport(optionsOf(url))
  return Mailer.of({
    send: ({ mail_id, sender_name, subject, text, to }) =>
      Effect.tryPromise({
        try: () =>
          transport.sendMail({
            from: { name: sender_name, address: from },
            to,
            subject,
            text: Redacted.value(text),
            // The same mail always has the same id: a person who gets it twice after a lost answer sees it once.
            messageId: `<${mail_id}@tsa-enrollment>`,
            textEncoding: "base64"
          }),
        catch: failed
      }).pipe(
        Effect.timeoutOrElse({
          duration: forAtMost,
          orElse: () => Effect.fail(new MailNotSent({ code: "timeout" }))
        }),
        Effect.asVoid
      )
  })
}

/** Sends mail by SMTP, with a connection for each: it waits for no server longer than a mail may take. */
export const layer = (server: SmtpServer) => Layer.sync(Mailer, () => make(server))
