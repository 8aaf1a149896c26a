import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Mailbox from "../../../src/adapters/mailbox/mailer.ts"
import { type Mail, Mailer } from "../../../src/domain/mail/mailer.port.ts"

const temporary = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "tsa-mailbox-"))),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true }))
)

const link = "https://portal.test/i#token=20241208-ABC12345.1.s3cret"
const mail: Mail = {
  mail_id: "TSA-INV-20241208-ABC12345-1",
  to: "ann@example.test",
  sender_name: "TSA San José",
  subject: "Your invitation to TSA San José",
  text: Redacted.make(`Zoë Ångström invites you.\r\nBcc: nobody@example.test\r\n\r\n${link}`)
}

const sendAll = (folder: string, ...mails: ReadonlyArray<Mail>) =>
  Mailer.use(({ send }) => Effect.forEach(mails, send, { concurrency: "unbounded" })).pipe(
    Effect.provide(Mailbox.layer(folder))
  )

const decodeWords = (text: string) =>
  text.replace(/\?=\s+=\?/g, "?==?").replace(
    /=\?UTF-8\?([QB])\?([^?]*)\?=/gi,
    (_, kind: string, word: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(word, "base64").toString()
        : Buffer.from(
          word.replaceAll("_", " ").replace(
            /=([0-9A-F]{2})/g,
            (_hex, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
          ),
          "latin1"
        ).toString()
  )

const readMails = (folder: string) =>
  Effect.promise(async () => {
    const names = await readdir(folder)
    return Promise.all(names.map(async (name) => {
      const raw = await readFile(join(folder, name), "utf8")
      const border = raw.indexOf("\r\n\r\n")
      const fields = raw.slice(0, border).replace(/\r\n[ \t]/g, " ").split("\r\n").map((line) => line.split(/: (.*)/s))
      return {
        name,
        raw,
        mode: (await stat(join(folder, name))).mode & 0o777,
        headers: new Map(fields.map(([field = "", value = ""]) => [field.toLowerCase(), decodeWords(value)])),
        text: Buffer.from(raw.slice(border), "base64").toString()
      }
    }))
  })

describe("the mailbox folder", () => {
  it.effect("holds a mail as a file that a mail program reads, for its owner alone", () =>
    Effect.gen(function*() {
      const folder = join(yield* temporary, "mailbox")
      yield* sendAll(folder, mail)
      assert.strictEqual((yield* Effect.promise(() => stat(folder))).mode & 0o777, 0o700)
      const [found, ...others] = yield* readMails(folder)
      assert.isEmpty(others)
      if (found === undefined) return assert.fail("there is no mail")
      const { headers, mode, name, raw, text } = found
      assert.match(name, /^TSA-INV-20241208-ABC12345-\d+\.eml$/)
      assert.strictEqual(mode, 0o600)
      assert.strictEqual(headers.get("to"), mail.to)
      assert.strictEqual(headers.get("subject"), "Your invitation to TSA San José")
      assert.include(headers.get("from"), "TSA San José")
      assert.match(headers.get("message-id") ?? "", /^<TSA-INV-20241208-ABC12345-\d+@tsa-enrollment>$/)
      assert.isFalse(Number.isNaN(Date.parse(headers.get("date") ?? "")))
      assert.strictEqual(headers.get("content-type"), "text/plain; charset=utf-8")
      assert.strictEqual(headers.get("content-transfer-encoding"), "base64")
      assert.isFalse(headers.has("bcc"))
      // oxlint-disable-next-line no-control-regex -- RFC 5322 without SMTPUTF8 is ASCII in lines of at most 998
      assert.isTrue(raw.split("\r\n").every((line) => /^[\x20-\x7e\t]*$/.test(line) && line.length <= 998))
      assert.strictEqual(text.trim(), Redacted.value(mail.text))
    }))

  it.effect("holds the same mail once, however often it is sent, and a resent invitation beside it", () =>
    Effect.gen(function*() {
      const folder = yield* temporary
      yield* sendAll(folder, mail, mail, mail)
      yield* sendAll(folder, mail)
      assert.lengthOf(yield* readMails(folder), 1)
      const again = {
        ...mail,
        mail_id: "TSA-INV-20241208-ABC12345-2",
        text: Redacted.make(`${Redacted.value(mail.text)}-again`)
      }
      yield* sendAll(folder, again)
      const texts = (yield* readMails(folder)).map(({ text }) => text)
      assert.lengthOf(texts, 2)
      assert.isTrue(texts.some((text) => text.includes(`${link}-again`)))
    }))

  it.effect("cannot be made to take another header by what people wrote", () =>
    Effect.gen(function*() {
      const folder = yield* temporary
      yield* sendAll(folder, {
        ...mail,
        sender_name: "TSA\r\nBcc: nobody@example.test",
        subject: "C\r\nX-Planted: 1"
      })
      const [found] = yield* readMails(folder)
      assert.isFalse(found?.headers.has("bcc"))
      assert.isFalse(found?.headers.has("x-planted"))
    }))

  it.effect("that cannot be written is a code, and says nothing of the mail", () =>
    Effect.gen(function*() {
      const file = join(yield* temporary, "a-file")
      yield* Effect.promise(() => writeFile(file, ""))
      const error = yield* Effect.flip(sendAll(join(file, "mailbox"), mail))
      assert.strictEqual(JSON.stringify(error), JSON.stringify({ _tag: "MailNotSent", code: "ENOTDIR" }))
      assert.notInclude(error.message, "s3cret")
    }))
})
