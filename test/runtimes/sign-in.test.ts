import { assert, describe, it } from "@effect/vitest"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { mailboxOf } from "../../src/runtimes/embedded/data-folder.ts"
import { startIssuer } from "../adapters/issuer.ts"
import { issuerKey } from "../fixtures/id-tokens.ts"
import { end, inTemporaryFolder, startOn } from "./processes.ts"

/** Reads mails as a person does: waits for the next one to this address with a link to this page, and returns its token. */
const reader = (folder: string) => {
  const seen = new Set<string>()
  return async (to: string, page: string): Promise<string> => {
    for (let wait = 0; wait < 600; wait++) {
      for (const name of await readdir(folder).catch(() => [])) {
        if (!name.endsWith(".eml") || seen.has(name)) continue
        const mail = await readFile(join(folder, name), "utf8")
        const text = Buffer.from(mail.slice(mail.indexOf("\r\n\r\n")), "base64").toString("utf8")
        const token = new RegExp(`${page}#token=([\\w.-]+)`).exec(text)?.[1]
        if (!mail.includes(`To: ${to}\r\n`) || token === undefined) continue
        seen.add(name)
        return token
      }
      await sleep(50)
    }
    throw new Error(`no mail to ${page} within 30 seconds`)
  }
}

const portal = (base: string) => async (method: string, path: string, body?: object, token?: string) => {
  const response = await fetch(base + path, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` })
    },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever is answered
  return { status: response.status, body: await response.json() as any }
}

describe("signing in to the embedded service", () => {
  it(
    "leads a coach to an invitation, and a family from it to an enrollment on two devices, out on both, and in by an ID token",
    () =>
      inTemporaryFolder(async (folder) => {
        const key = issuerKey("one")
        const issuer = await startIssuer(() => key.keys)
        const service = await startOn(folder, {
          OIDC_ISSUERS: JSON.stringify([{ issuer: issuer.base, audience: "portal" }])
        })
        try {
          const [call, mailed] = [portal(service.base), reader(mailboxOf(folder))]
          const signIn = async (email: string) => {
            assert.strictEqual((await call("POST", "/auth/magic-link", { email })).status, 200)
            const token = await mailed(email, "/auth/verify")
            const opened = await call("POST", "/auth/verify", { email, token })
            assert.strictEqual(opened.status, 200)
            assert.strictEqual((await call("POST", "/auth/verify", { email, token })).status, 400)
            return opened.body.tokens as { readonly access_token: string; readonly refresh_token: string }
          }
          const coach = await signIn("coach@example.test")
          const invitation = { parent_email: "ann@example.test", student_first_name: "Ada" }
          assert.strictEqual((await call("POST", "/parent-invitations", invitation, coach.access_token)).status, 201)
          const invitation_token = await mailed("ann@example.test", "/parent/invitation")

          const phone = await signIn("ann@example.test")
          const begin = { invitation_token, parent_email: "ann@example.test" }
          const begun = await call("POST", "/admissions/enrollments", begin, phone.access_token)
          assert.strictEqual(begun.status, 201)
          const laptop = await signIn("ann@example.test")
          const enrollment = `/admissions/enrollments/${begun.body.enrollment_id as string}`
          assert.strictEqual((await call("GET", enrollment, undefined, laptop.access_token)).status, 200)
          const renewed = await call("POST", "/auth/refresh", { refresh_token: phone.refresh_token })
          assert.strictEqual(renewed.status, 200)

          assert.strictEqual((await call("POST", "/auth/sign-out", { all: true }, laptop.access_token)).status, 200)
          for (const { access_token, refresh_token } of [phone, laptop, renewed.body.tokens]) {
            assert.strictEqual((await call("GET", "/auth/me", undefined, access_token)).status, 401)
            assert.strictEqual((await call("POST", "/auth/refresh", { refresh_token })).status, 401)
          }
          assert.strictEqual((await call("GET", "/auth/me", undefined, coach.access_token)).status, 200)
          const again = await signIn("ann@example.test")
          assert.strictEqual((await call("GET", enrollment, undefined, again.access_token)).status, 200)

          const nonce = "a-nonce-of-the-portal"
          const now = Math.floor(Date.now() / 1000)
          const identity = { iss: issuer.base, aud: "portal", sub: "subject-1", iat: now, exp: now + 600, nonce }
          const vouched = { ...identity, email: "ann@example.test", email_verified: true }
          for (const claims of [vouched, identity]) {
            const exchanged = await call("POST", "/auth/oidc", { id_token: key.signed(claims), nonce })
            assert.strictEqual(exchanged.status, 200)
            const { access_token } = exchanged.body.tokens
            assert.strictEqual((await call("GET", enrollment, undefined, access_token)).status, 200)
          }
        } finally {
          await end(service, "SIGTERM")
          await issuer.close()
        }
      }),
    90_000
  )
})
