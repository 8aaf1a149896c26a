import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as Smtp from "../../../src/adapters/smtp/mailer.ts"
import { type Mail, Mailer } from "../../../src/domain/mail/mailer.port.ts"
import { openDeadServer, openMailServer } from "./mail-server.ts"

const mail: Mail = {
  mail_id: "TSA-INV-20241208-ABC12345-1",
  to: "ann@example.test",
  sender_name: "TSA Austin",
  subject: "Your invitation to TSA Austin\r\nX-Planted: 1",
  text: Redacted.make("Zoë Ångström invites you.\r\n\r\nhttps://portal.test/i#token=s3cret")
}

const send = (url: string, sent: Mail = mail) =>
  Mailer.use((mailer) => mailer.send(sent)).pipe(
    Effect.provide(Smtp.layer({ url: Redacted.make(url), from: "enrollment@tsa.test" }))
  )

let server: Awaited<ReturnType<typeof openMailServer>>
beforeAll(async () => {
  server = await openMailServer(0, "p@ss:word")
})
afterAll(() => server.close())

const urlOf = (password = "p%40ss%3Aword") => `smtp://app:${password}@127.0.0.1:${server.port}`

describe("mail by SMTP", () => {
  it.effect("reaches its address, from ours, whole, under the id that it always has", () =>
    Effect.gen(function*() {
      yield* send(urlOf())
      const [found, ...others] = server.received
      assert.isEmpty(others)
      assert.strictEqual(found?.from, "enrollment@tsa.test")
      assert.deepStrictEqual(found?.to, ["ann@example.test"])
      assert.strictEqual(found?.headers.get("from"), "TSA Austin <enrollment@tsa.test>")
      assert.strictEqual(found?.headers.get("message-id"), "<TSA-INV-20241208-ABC12345-1@tsa-enrollment>")
      assert.isFalse(found?.headers.has("x-planted"))
      assert.strictEqual(found?.text, Redacted.value(mail.text))
    }))

  it.effect("that is refused is a code, and says nothing of the mail or of the password", () =>
    Effect.gen(function*() {
      const refused = yield* Effect.flip(send(urlOf(), { ...mail, to: "nobody@example.test" }))
      assert.strictEqual(JSON.stringify(refused), JSON.stringify({ _tag: "MailNotSent", code: "smtp_550" }))
      const stranger = yield* Effect.flip(send(urlOf("guess")))
      assert.strictEqual(JSON.stringify(stranger), JSON.stringify({ _tag: "MailNotSent", code: "smtp_535" }))
      for (const said of [refused.message, stranger.message]) assert.notMatch(said, /nobody|s3cret|guess/)
    }))

  it.effect("fails at once where nobody takes it", () =>
    Effect.gen(function*() {
      const dead = yield* Effect.promise(() => openDeadServer(false))
      const url = `smtp://127.0.0.1:${dead.port}`
      assert.match((yield* Effect.flip(send(url))).code, /^E[A-Z]+$/)
      yield* Effect.promise(dead.close)
      assert.match((yield* Effect.flip(send(url))).code, /^E[A-Z]+$/)
    }))

  it.effect("is not waited for without end", () =>
    Effect.gen(function*() {
      const dead = yield* Effect.promise(() => openDeadServer(true))
      const sending = yield* Effect.forkChild(Effect.flip(send(`smtp://127.0.0.1:${dead.port}`)))
      yield* Effect.promise(() => dead.called)
      yield* TestClock.adjust("25 seconds")
      assert.strictEqual((yield* Fiber.join(sending)).code, "timeout")
    }))

  it.effect("does not leave this machine in the clear, nor to whoever has no good certificate", () =>
    Effect.gen(function*() {
      // Another address of this machine, which the mailer does not recognize as such.
      const far = yield* Effect.promise(() => openMailServer(0, undefined, "127.0.0.2"))
      assert.match((yield* Effect.flip(send(`smtp://127.0.0.2:${far.port}`))).code, /^E/)
      assert.isEmpty(far.received)
      yield* Effect.promise(far.close)
    }))
})
