import { Effect, Layer } from "effect"
import { Mailer, MailNotSent } from "../../domain/mail/mailer.port.ts"

/** Stands in where no mail service is configured: mail stays due until there is one. */
export const layer = Layer.succeed(
  Mailer,
  Mailer.of({ send: () => Effect.fail(new MailNotSent({ code: "not_configured" })) })
)
