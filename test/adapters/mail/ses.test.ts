import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { AwsV4Signer } from "aws4fetch"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { createHash } from "node:crypto"
import * as Ses from "../../../src/adapters/ses/mailer.ts"
import { senderOf } from "../../../src/adapters/ses/sender.ts"
import { type Mail, Mailer } from "../../../src/domain/mail/mailer.port.ts"
import { openDeadServer } from "./mail-server.ts"
import { type Asked, openSes } from "./ses-endpoint.ts"

const mail: Mail = {
  mail_id: "TSA-INV-20241208-ABC12345-1",
  to: "ann@example.test",
  sender_name: "TSA San José",
  subject: "Your invitation\r\nBcc: nobody@example.test",
  text: Redacted.make("Zoë Ångström invites you.\r\n\r\nhttps://portal.test/i#token=s3cret")
}

const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "secret-key", sessionToken: "session-token" }

const send = (endpoint: string) =>
  Mailer.use((mailer) => mailer.send(mail)).pipe(
    Effect.provide(Ses.layer({
      from: "enrollment@tsa.test",
      region: "us-west-2",
      endpoint,
      credentials: () => Promise.resolve(credentials)
    }))
  )

/** Returns the signature that this request must have at the time it names. */
const signatureOf = async ({ body, headers, method = "", path }: Asked, endpoint: string) => {
  const signed = await new AwsV4Signer({
    ...credentials,
    service: "ses",
    region: "us-west-2",
    method,
    url: endpoint + path,
    body,
    datetime: String(headers["x-amz-date"])
  }).sign()
  return signed.headers.get("authorization")
}

let ses: Awaited<ReturnType<typeof openSes>>
beforeAll(async () => {
  ses = await openSes()
})
afterAll(() => ses.close())

describe("mail by SES", () => {
  it.effect("is asked for in its words, signed with the function's credentials", () =>
    Effect.gen(function*() {
      yield* send(ses.endpoint)
      const asked = ses.asked.pop()
      if (asked === undefined) return assert.fail("SES was not asked")
      assert.strictEqual(`${asked.method} ${asked.path}`, "POST /v2/email/outbound-emails")
      assert.deepStrictEqual(JSON.parse(asked.body), {
        FromEmailAddress: `=?UTF-8?B?${
          Buffer.from("TSA San Jos").toString("base64")
        }?= =?UTF-8?B?w6k=?= <enrollment@tsa.test>`,
        Destination: { ToAddresses: ["ann@example.test"] },
        Content: {
          Simple: {
            Subject: { Data: "Your invitation Bcc: nobody@example.test", Charset: "UTF-8" },
            Body: { Text: { Data: Redacted.value(mail.text), Charset: "UTF-8" } }
          }
        },
        EmailTags: [{ Name: "mail_id", Value: mail.mail_id }]
      })
      const { authorization = "", "x-amz-security-token": token } = asked.headers
      assert.match(
        authorization,
        /^AWS4-HMAC-SHA256 Credential=AKIATEST\/\d{8}\/us-west-2\/ses\/aws4_request, SignedHeaders=[\w;-]*host[\w;-]*x-amz-date[\w;-]*, Signature=[0-9a-f]{64}$/
      )
      assert.strictEqual(token, credentials.sessionToken)
      assert.strictEqual(authorization, yield* Effect.promise(() => signatureOf(asked, ses.endpoint)))
      const other = { ...asked, body: asked.body.replace("ann@", "eve@") }
      assert.notStrictEqual(authorization, yield* Effect.promise(() => signatureOf(other, ses.endpoint)))
      assert.lengthOf(createHash("sha256").update(asked.body).digest("hex"), 64)
    }))

  it.effect("that is refused is a code, asked for once, and says nothing of the mail", () =>
    Effect.gen(function*() {
      ses.answerNext(400, "MessageRejected")
      const refused = yield* Effect.flip(send(ses.endpoint))
      assert.strictEqual(JSON.stringify(refused), JSON.stringify({ _tag: "MailNotSent", code: "MessageRejected" }))
      ses.answerNext(503)
      assert.strictEqual((yield* Effect.flip(send(ses.endpoint))).code, "http_503")
      assert.lengthOf(ses.asked.splice(0), 2)
    }))

  it.effect("is not waited for where nobody answers, or without end", () =>
    Effect.gen(function*() {
      const [dead, silent] = yield* Effect.promise(() => Promise.all([openDeadServer(false), openDeadServer(true)]))
      assert.strictEqual((yield* Effect.flip(send(`http://127.0.0.1:${dead.port}`))).code, "no_answer")
      const sending = yield* Effect.forkChild(Effect.flip(send(`http://127.0.0.1:${silent.port}`)))
      yield* Effect.promise(() => silent.called)
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(sending)).code, "timeout")
    }))
})

describe("the sender in a header", () => {
  it.each([
    ["TSA Austin", '"TSA Austin" <a@b.test>'],
    ['TSA "the best"', "=?UTF-8?B?VFNBICJ0aGUgYmU=?= =?UTF-8?B?c3Qi?= <a@b.test>"],
    ["TSA\r\nBcc: x@y.test", "=?UTF-8?B?VFNBDQpCY2M6IHg=?= =?UTF-8?B?QHkudGVzdA==?= <a@b.test>"]
  ])("%j", (name, expected) => {
    assert.strictEqual(senderOf(name, "a@b.test"), expected)
  })

  it("has no word that is too long for a header", () => {
    for (const word of senderOf("🏈".repeat(40), "a@b.test").split(" ")) assert.isAtMost(word.length, 75)
  })
})
