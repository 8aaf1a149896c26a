import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { generateKeyPairSync } from "node:crypto"
import { type Mail, Mailer } from "../../src/domain/mail/mailer.port.ts"
import { WakeUp } from "../../src/domain/outbox/wake-up.port.ts"
import { openApplication } from "../../src/runtimes/lambda/application.ts"
import * as ReportedRecords from "../../src/runtimes/lambda/reported-records.ts"
import { settingsOf } from "../../src/runtimes/lambda/settings.ts"
import { emptyKept } from "../../src/runtimes/services/kept.ts"
import { configurationIn } from "../../src/runtimes/worker/configuration.ts"
import { servicesOf } from "../../src/runtimes/worker/services.ts"
import { openSes } from "../adapters/mail/ses-endpoint.ts"

const mail: Mail = {
  mail_id: "TSA-INV-20241208-ABC12345-1",
  to: "ann@example.test",
  sender_name: "TSA Austin",
  subject: "Your invitation",
  text: Redacted.make("https://portal.test/i#token=s3cret")
}
const sending = Mailer.use(({ send }) => send(mail))

let ses: Awaited<ReturnType<typeof openSes>>
beforeAll(async () => {
  process.env["AWS_ACCESS_KEY_ID"] = "AKIATEST"
  process.env["AWS_SECRET_ACCESS_KEY"] = "secret-key"
  ses = await openSes()
})
afterAll(() => ses.close())

const environment = (more: Readonly<Record<string, string>>) => ({
  DYNAMODB_TABLE: "tsa",
  SIGNING_KEY: JSON.stringify(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })),
  SEAL_KEY: Buffer.alloc(32, 7).toString("base64url"),
  PORTAL_URL: "https://portal.test",
  AWS_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "AKIATEST",
  AWS_SECRET_ACCESS_KEY: "secret-key",
  SES_ENDPOINT: ses.endpoint,
  ...more
})

const onLambda = Effect.fnUntraced(function*(more: Readonly<Record<string, string>>) {
  const { runtime } = openApplication((yield* settingsOf(environment(more))).settings, ReportedRecords.layer)
  const exit = yield* Effect.promise(() => runtime.runPromise(Effect.result(sending)))
  yield* Effect.promise(() => runtime.dispose())
  return yield* Effect.fromResult(exit)
})

const onWorkers = Effect.fnUntraced(function*(more: Readonly<Record<string, string>>) {
  const configuration = yield* configurationIn({
    ...environment(more),
    HYPERDRIVE: { connectionString: "postgres://127.0.0.1:1/tsa" },
    WAKE_UPS: { send: () => Promise.resolve() }
  })
  const wakeUp = WakeUp.of({ wake: () => Effect.void })
  return yield* Effect.provide(sending, servicesOf(configuration, emptyKept(), wakeUp))
})

describe.each([["Lambda", onLambda], ["Workers", onWorkers]] as const)("mail on %s", (_, send) => {
  it.effect("goes to SES, in its own region or another, once there is an address for it to come from", () =>
    Effect.gen(function*() {
      yield* send({ MAIL_FROM: "enrollment@tsa.test" })
      yield* send({ MAIL_FROM: "enrollment@tsa.test", SES_REGION: "eu-west-1" })
      const asked = ses.asked.splice(0)
      assert.deepStrictEqual(
        asked.map(({ headers }) => /Credential=AKIATEST\/\d+\/([\w-]+)\/ses/.exec(String(headers.authorization))?.[1]),
        ["us-west-2", "eu-west-1"]
      )
      for (const { body } of asked) assert.include(body, '"FromEmailAddress":"\\"TSA Austin\\" <enrollment@tsa.test>"')
    }))

  it.effect("stays due before", () =>
    Effect.gen(function*() {
      const failure = yield* Effect.flip(send({}))
      assert.deepInclude(failure, { _tag: "MailNotSent", code: "not_configured" })
      assert.isEmpty(ses.asked)
    }))
})
