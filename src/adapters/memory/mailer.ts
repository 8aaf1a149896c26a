import { Effect, Layer } from "effect"
import { Mailer } from "../../domain/mail/mailer.port.ts"
import { World } from "./world.ts"

const make = Effect.map(World, ({ mailbox }) =>
  Mailer.of({
    send: (mail) =>
      Effect.sync(() => {
        mailbox.push(mail)
      })
  }))

/** Mail goes into the world's mailbox. */
export const layer = Layer.effect(Mailer, make)
