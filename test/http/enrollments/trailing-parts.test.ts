import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { makeService, type Service } from "../harness.ts"
import { type Tokens, visitor } from "../sign-in/signing-in.ts"

let service: Service
let tokens: Tokens
beforeAll(async () => {
  service = await makeService()
  tokens = await visitor(service, "ann@example.test").signedIn()
  for (const parent_email of ["carl@example.test", "dora@example.test"]) {
    await service.call("coach-1", "POST", "/parent-invitations", { parent_email })
  }
  await service.drain()
})
afterAll(() => service.dispose())

const odd = (token: string): ReadonlyArray<string> => {
  const parts = token.split(".")
  return [
    `${token}.`,
    `${token}.d`,
    `${token}.${parts.at(-1)}`,
    `.${token}`,
    token.replace(".", ".."),
    parts.slice(0, -1).join("."),
    `${token}=`,
    `${token} `,
    `${token}\n`,
    `${token}%00`
  ]
}

describe("more, or less, than a token", () => {
  it("opens no invitation", async () => {
    const { call, mailedToken } = service
    const open = (invitation_token: string) =>
      call(undefined, "POST", "/admissions/validate-invitation", { invitation_token })
    const token = mailedToken("dora@example.test")
    assert.strictEqual((await open(token)).status, 200)
    for (const each of odd(token)) assert.strictEqual((await open(each)).status, 404, each.replace(token, "…"))
    assert.strictEqual((await call(undefined, "GET", `/parent-invitations/validate/${token}`)).status, 200)
    assert.strictEqual((await call(undefined, "GET", `/parent-invitations/validate/${token}.d`)).status, 404)
  })

  it("renews no session", async () => {
    const refresh = (refresh_token: string) => service.call(undefined, "POST", "/auth/refresh", { refresh_token })
    for (const each of odd(tokens.refresh_token)) assert.strictEqual((await refresh(each)).status, 401)
    assert.strictEqual((await refresh(tokens.refresh_token)).status, 200)
  })

  it("signs nobody in", async () => {
    const { call, drain, mailedToken } = service
    const email = "ann@example.test"
    await call(undefined, "POST", "/auth/magic-link", { email })
    await drain()
    const token = mailedToken(email)
    for (const each of [`${token}.`, `${token}.d`, ` ${token}`, `${token}\n`]) {
      assert.strictEqual((await call(undefined, "POST", "/auth/verify", { email, token: each })).status, 400)
    }
  })

  it("is no access token", async () => {
    const { access_token } = tokens
    const me = (authorization: string) => service.call(undefined, "GET", "/auth/me", undefined, { authorization })
    assert.strictEqual((await me(`Bearer ${access_token}`)).status, 200)
    for (const each of odd(access_token).filter((text) => text.trim() === text)) {
      assert.strictEqual((await me(`Bearer ${each}`)).status, 401)
    }
    for (const each of [`Bearer ${access_token}, Bearer x`, `Bearer ${access_token} x`, access_token]) {
      assert.strictEqual((await me(each)).status, 401)
    }
  })

  it("is no cursor: the list begins at its beginning", async () => {
    const list = (cursor?: string) =>
      service.call(
        "coach-1",
        "GET",
        `/parent-invitations?limit=1${cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`}`
      )
    const [first, cursor] = await list().then(({ body }) => [body.invitations[0].invitation_id, body.next_cursor])
    assert.notStrictEqual((await list(cursor)).body.invitations[0].invitation_id, first)
    for (const each of odd(cursor)) assert.strictEqual((await list(each)).body.invitations[0].invitation_id, first)
  })
})
