import { issuerKey } from "../../fixtures/id-tokens.ts"
import { may } from "../../fixtures/permission-table.ts"
import { stepBodies } from "../../http/harness.ts"
import { caller } from "../../scenarios/families.ts"
import { type Caller, callers } from "../../security/callers.ts"
import { declaredOf, document, type Operation, pathOf } from "../../security/document.ts"
import type { Scene } from "../../security/scene.ts"
import type { UnderRoles } from "./under-roles.ts"

/** One caller of each role, and the person whom operations are about. */
const cast: ReadonlyArray<Caller> = callers.filter(({ id }) =>
  ["ann", "coach-1", "coach-1b", "operator", "registrar-1", "admin"].includes(id)
)
const email = "ann@example.test"
export const metricsToken = "a-token-of-whoever-measures"

/** Played last, in this order: once these have ended something, nothing can be done with it. */
const endings = [
  "POST /staff/people",
  "DELETE /parent-invitations/{id}",
  "POST /admissions/enrollments",
  "POST /admissions/enrollments/{id}/withdraw",
  "POST /auth/sign-out",
  "POST /staff/auth/revoke-all"
]

const tokensOf = async ({ stores }: UnderRoles) => {
  const tokens = new Map<string, string>()
  for (const { address, grants: [grant], id } of cast) {
    if (grant !== undefined) tokens.set(id, await stores.mint(grant.role, address, id, id, `${grant.school_id}`))
  }
  return tokens
}

/** What the issuer of this key says about Ann. */
const identityOf = (key: ReturnType<typeof issuerKey>, iss: string) => {
  const iat = Math.floor(Date.now() / 1000)
  const claims = { iss, aud: "portal", sub: "subject-1", iat, exp: iat + 3600, nonce: "a-nonce-of-the-portal", email }
  return { nonce: claims.nonce, id_token: key.signed({ ...claims, email_verified: true }) }
}

/** Sets up what operations are about: Ann, with one child that has done five steps and another that is invited. */
const sceneOf = async (
  { lambda: { base }, stores }: UnderRoles,
  tokens: ReadonlyMap<string, string>,
  identity: Scene["identity"]
) => {
  const as = (id: string) => caller(base, tokens.get(id) ?? "")
  const invited = async (student_first_name: string) => {
    const { body } = await as("coach-1")("POST", "/parent-invitations", { parent_email: email, student_first_name })
    return body.invitation.invitation_id as string
  }
  const invitation_token = await stores.linkToken(await invited("Ada"))
  const begun = await as("ann")("POST", "/admissions/enrollments", { invitation_token, parent_email: email })
  const id = begun.body.enrollment_id as string
  for (const step of [1, 2, 3, 4, 5] as const) {
    await as("ann")("PUT", `/admissions/enrollments/${id}/steps/${step}`, stepBodies[step])
  }
  const link = { email, token: await stores.signInToken(email) }
  const { body } = await caller(base, "")("POST", "/auth/verify", link)
  const { refresh_token } = body.tokens as { readonly refresh_token: string }
  // So that taking a right away is not the first thing that happens to this person.
  await as("admin")("POST", "/staff/people/coach-1b/grants", { role: "operator", school_id: 1 })
  const things = { enrollment: { id }, invitation: { id: await invited("Augusta") }, person: { id: "coach-1b" } }
  return { invitation_token, refresh_token, identity, things }
}

const mayAsk = (operation: Operation): ReadonlyArray<Caller | undefined> => {
  const declared = declaredOf(operation)
  if ("isPublic" in declared) return [undefined]
  return cast.filter(({ grants }) => grants.some(({ role }) => may[role].includes(declared.action)))
}

/**
 * Plays every operation of the document twice, by one caller of each role that is allowed to. Returns which of them met a server error, and
 * which were never answered with success.
 */
export const playOperations = async (
  under: UnderRoles,
  key: ReturnType<typeof issuerKey>,
  issuer: string
): Promise<ReadonlyArray<string>> => {
  const tokens = await tokensOf(under)
  const told = await sceneOf(under, tokens, identityOf(key, issuer))
  const wrong: Array<string> = []
  for (const operation of document.operations.toSorted((a, b) => endings.indexOf(a.name) - endings.indexOf(b.name))) {
    const { method, name, path } = operation
    const declared = declaredOf(operation)
    const sign_in_token = path.startsWith("/auth/") ? await under.stores.signInToken(email) : ""
    // Samples and paths ask for no more of the fuzzer's scene than this.
    const scene = { ...told, sign_in_token } as unknown as Scene
    const query = "query" in declared ? `?${new URLSearchParams(declared.query).toString()}` : ""
    const statuses: Array<number> = []
    for (const who of mayAsk(operation).flatMap((each) => [each, each])) {
      const token = path === "/metrics" ? metricsToken : tokens.get(who?.id ?? "")
      const body = declared.body?.(scene, who ?? { id: "", address: "", grants: [] })
      const { status } = await fetch(under.lambda.base + pathOf(operation, scene) + query, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { "content-type": "application/json" })
        },
        ...(body !== undefined && { body: JSON.stringify(body) })
      })
      statuses.push(status)
    }
    const isPast = "isPast" in declared
    const isWell = statuses.every((status) => status < 500) && (isPast || statuses.some((status) => status < 400))
    if (!isWell) wrong.push(`${name}: ${statuses.join(" ")}`)
  }
  return wrong
}
