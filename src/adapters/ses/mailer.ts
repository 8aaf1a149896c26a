import { AwsClient } from "aws4fetch"
import { Effect, Layer, Redacted } from "effect"
import { type Mail, Mailer, MailNotSent } from "../../domain/mail/mailer.port.ts"
import { senderOf } from "./sender.ts"

export interface Ses {
  /** The address that mail comes from: a verified identity of the account. */
  readonly from: string
  readonly region: string
  /** A stand-in, or a custom endpoint. */
  readonly endpoint: string | undefined
  readonly credentials: () => Promise<{
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }>
}

/** Limit for one mail: shorter than the time after which another process tries the outbox entry. */
const forAtMost = "10 seconds"
const charset = { Charset: "UTF-8" }

const bodyOf = (from: string, { mail_id, sender_name, subject, text, to }: Mail) => ({
  FromEmailAddress: senderOf(sender_name, from),
  Destination: { ToAddresses: [to] },
  Content: {
    Simple: {
      Subject: { Data: subject.replace(/[\r\n]+/g, " "), ...charset },
      Body: { Text: { Data: Redacted.value(text), ...charset } }
    }
  },
  // SES sends a repeated mail again, but its events tell which mail it was.
  EmailTags: [{ Name: "mail_id", Value: mail_id }]
})

/** Returns the name of an error, without its message. */
const refusalOf = ({ headers, status }: Response) =>
  new MailNotSent({ code: /^\w+/.exec(headers.get("x-amzn-errortype") ?? "")?.[0] ?? `http_${status}` })

const make = ({ credentials, endpoint, from, region }: Ses) => {
  const url = `${endpoint ?? `https://email.${region}.amazonaws.com`}/v2/email/outbound-emails`
  const cache = new Map<string, ArrayBuffer>()
  const post = async (mail: Mail, signal: AbortSignal) => {
    const client = new AwsClient({ ...await credentials(), service: "ses", region, cache, retries: 0 })
    const response = await client.fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(bodyOf(from, mail)),
      signal
    })
    await response.body?.cancel()
    return response
  }
  return Mailer.of({
    send: (mail) =>
      Effect.tryPromise({
        try: (signal) => post(mail, signal),
        catch: () => new MailNotSent({ code: "no_answer" })
      }).pipe(
        Effect.timeoutOrElse({ duration: forAtMost, orElse: () => Effect.fail(new MailNotSent({ code: "timeout" })) }),
        Effect.flatMap((response) => response.ok ? Effect.void : Effect.fail(refusalOf(response)))
      )
  })
}

/** Sends mail through Amazon SES, version 2 of its API, over HTTPS. */
export const layer = (ses: Ses) => Layer.sync(Mailer, () => make(ses))
