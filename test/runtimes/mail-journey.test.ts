import { assert, describe, it } from "@effect/vitest"
import { openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { openDeadServer, openMailServer } from "../adapters/mail/mail-server.ts"
import { end, inTemporaryFolder, startOn } from "./processes.ts"

type Server = Awaited<ReturnType<typeof openMailServer>>

/** Calls the service as a browser does. Every answer must be a success. */
const browser = (base: string) => async (method: string, path: string, body?: unknown, token?: string) => {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` })
    },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape are looked into here
  const answer = await response.json() as any
  return { status: response.status, answer }
}
type Call = ReturnType<typeof browser>

/** Follows the link of a sign-in mail, with what is in its fragment. */
const signedIn = async (call: Call, text: string) => {
  const fragment = new URLSearchParams(new URL(/https?:\S+/.exec(text)?.[0] ?? "").hash.slice(1))
  const { answer, status } = await call("POST", "/auth/verify", Object.fromEntries(fragment))
  assert.strictEqual(status, 200)
  return answer.tokens as { readonly access_token: string; readonly refresh_token: string }
}

const [coach, parent] = ["coach@example.test", "ann@example.test"]

const journey = async (base: string, server: Server) => {
  const call = browser(base)
  const coachTokens = await signedIn(call, (await server.mailTo(coach)).text)

  const invited = await call("POST", "/parent-invitations", { parent_email: parent }, coachTokens.access_token)
  assert.strictEqual(invited.status, 201)
  const link = (await server.mailTo(parent)).text
  const invitation_token = /#token=(\S+)/.exec(link)?.[1]

  await call("POST", "/auth/magic-link", { email: parent })
  const first = await signedIn(call, (await server.mailTo(parent, 2)).text)
  const begun = await call(
    "POST",
    "/admissions/enrollments",
    { invitation_token, parent_email: parent },
    first.access_token
  )
  assert.strictEqual(begun.status, 201)
  const path = `/admissions/enrollments/${begun.answer.enrollment_id as string}`

  await call("POST", "/auth/magic-link", { email: parent })
  const second = await signedIn(call, (await server.mailTo(parent, 3)).text)
  assert.strictEqual((await call("GET", path, undefined, second.access_token)).status, 200)

  assert.strictEqual((await call("POST", "/auth/sign-out", {}, second.access_token)).status, 200)
  assert.strictEqual((await call("GET", path, undefined, second.access_token)).status, 401)
  assert.strictEqual((await call("POST", "/auth/refresh", { refresh_token: second.refresh_token })).status, 401)
  assert.strictEqual((await call("GET", path, undefined, first.access_token)).status, 200)
  assert.strictEqual((await call("POST", "/auth/refresh", { refresh_token: first.refresh_token })).status, 200)
}

describe("a family that knows the service by its mail alone", () => {
  it(
    "is invited, signs in, enrolls, goes on elsewhere and signs out there; what was due while no mail server was there came once it was",
    () =>
      inTemporaryFolder(async (folder) => {
        const dead = await openDeadServer(false)
        const log = join(folder, "service.log")
        const environment = { SMTP_URL: `smtp://127.0.0.1:${dead.port}`, MAIL_FROM: "enrollment@tsa.test" }
        const service = await startOn(join(folder, "data"), environment, openSync(log, "w"))
        try {
          const asked = await browser(service.base)("POST", "/auth/magic-link", { email: coach })
          assert.strictEqual(asked.status, 200)
          await dead.called
          await dead.close()
          const server = await openMailServer(dead.port)
          await journey(service.base, server)
          assert.deepStrictEqual(server.received.map(({ to }) => to.join()), [coach, parent, parent, parent])
          await server.close()
        } finally {
          assert.strictEqual(await end(service, "SIGTERM"), 0)
        }
        const lines = readFileSync(log, "utf8").split("\n").filter((line) => line.startsWith("{")).join("\n")
        for (const event of ["sign_in_mail_failed", "signed_in", "signed_out"]) assert.include(lines, event)
        for (const secret of [parent, coach, "token="]) assert.notInclude(lines, secret)
      }),
    90_000
  )
})
