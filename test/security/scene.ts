import { assert } from "@effect/vitest"
import { Redacted } from "effect"
import { issuerKey } from "../fixtures/id-tokens.ts"
import { makeService, type Service, walked } from "../http/harness.ts"
import { callers, type Thing } from "./callers.ts"
import { forge, type Forgery } from "./forge.ts"
import { held } from "./world.ts"

const unused = "20990101-00000000"

/** Returns two of Ann's tokens: one of a link that was not used yet, and one of a session. */
const signInTokens = async ({ call, drain, mailedToken }: Service): Promise<readonly [string, string]> => {
  const asked = async () => {
    await call(undefined, "POST", "/auth/magic-link", { email: "ann@example.test" })
    await drain()
    return mailedToken()
  }
  const { body } = await call(undefined, "POST", "/auth/verify", { email: "ann@example.test", token: await asked() })
  return [await asked(), body.tokens.refresh_token as string]
}

/** Opens the service with one family in it, which has done five steps and is invited for a second child. */
export const openScene = async () => {
  const [key_of_issuer, at_first, nonce] = [issuerKey("one"), Date.now(), "a-nonce-of-the-portal"]
  const issuer = { issuer: "https://id.test", audience: "portal" }
  const issuerKeys = new Map([[issuer.issuer, { keys: key_of_issuer.keys, at: at_first, failed: undefined }]])
  const service = await makeService({ issuers: [issuer], issuerKeys })
  const { app, call, drain, mailedToken, time, world } = service
  for (const { address, grants, id } of callers) world.people.set(id, { id, address, name: id, grants, epoch: 1 })
  const at = await walked(service, 5)
  const invitation_token = mailedToken()
  for (const name of ["guardian", "blocked"]) {
    const email = `${name}@example.test`
    await call("ann", "POST", `${at}/guardians`, { email })
    await drain()
    await call(undefined, "POST", "/auth/verify", { email, token: mailedToken(email) })
  }
  await call("admin", "PUT", `/staff${at.slice("/admissions".length)}/custody`, { blocked: ["blocked@example.test"] })
  const invited = await call("coach-1", "POST", "/parent-invitations", {
    parent_email: "ann@example.test",
    student_first_name: "Augusta",
    message: "Dear Lovelace family"
  })
  await drain()
  const things = {
    enrollment: {
      id: at.split("/").at(-1) ?? "",
      absent: `TSA-ENROLL-${unused}`,
      visible: "enrollment.read",
      school_id: 1,
      family: ["ann@example.test", "guardian@example.test"]
    },
    invitation: {
      id: invited.body.invitation.invitation_id as string,
      absent: `TSA-INV-${unused}`,
      visible: "invitation.read",
      school_id: 1,
      coach_id: "coach-1"
    },
    person: { id: "coach-1b", absent: "coach-0b", visible: "people.read", school_id: 1 }
  } satisfies Record<string, Thing>
  const id_token = key_of_issuer.signed({
    iss: issuer.issuer,
    aud: issuer.audience,
    sub: "subject-1",
    iat: Math.floor(at_first / 1000),
    exp: Math.floor(at_first / 1000) + 3600,
    nonce,
    email: "ann@example.test",
    email_verified: true
  })
  const [sign_in_token, refresh_token] = await signInTokens(service)
  const start = time.now()
  const keep = held(world)
  const key = Redacted.value(service.signing)

  /** Returns a token of this person that is right except for the forgery. */
  const token = (id: string, forgery: Forgery = {}): Promise<string> => {
    const grants = callers.find((each) => each.id === id)?.grants ?? []
    return forge(
      key,
      { sub: id, epoch: world.people.get(id)?.epoch ?? 1, role: grants[0]?.role ?? "parent", grants },
      time.now(),
      forgery
    )
  }
  const tokens = new Map<string, string>()
  for (const { id } of callers) tokens.set(id, await token(id))

  const request = async (method: string, path: string, headers: Record<string, string>, body?: object | string) => {
    const response = await app.request(path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) })
    })
    assert.isBelow(response.status, 500, `${method} ${path}`)
    return { status: response.status, text: await response.text(), headers: response.headers }
  }

  return {
    ...service,
    at,
    invitation_token,
    identity: { id_token, nonce },
    sign_in_token,
    refresh_token,
    things,
    token,
    request,
    /** With a caller's token. */
    as: (id: string) => ({ authorization: `Bearer ${tokens.get(id)}` }),
    changed: keep.changed,
    /** Restores the world and the time to what they were in the beginning. */
    restore: () => {
      keep.restore()
      time.advance(Date.parse(start) - Date.parse(time.now()))
    }
  }
}
export type Scene = Awaited<ReturnType<typeof openScene>>
export type ThingName = keyof Scene["things"]
export type Answered = Awaited<ReturnType<Scene["request"]>>
