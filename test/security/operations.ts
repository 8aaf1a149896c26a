import { stepNumbers } from "../../src/domain/enrollment/steps/step.ts"
import type { Action } from "../../src/domain/people/permissions.ts"
import type { Role } from "../../src/domain/people/principal.ts"
import { stepBodies } from "../http/harness.ts"
import type { Caller } from "./callers.ts"
import type { Scene, ThingName } from "./scene.ts"

/** A valid body. A family's may differ from the staff's. */
type Sample = (scene: Scene, caller: Caller) => object

/**
 * What an operation must be, stated independently of the code: open to everybody, or an action of the permission table on a thing in the
 * scene.
 */
export type Declared =
  | {
    readonly isPublic: true
    readonly params?: (scene: Scene) => Readonly<Record<string, string>>
    readonly body?: Sample
  }
  | {
    readonly action: Action
    /** What `{id}` names. Absent where the action concerns no single thing. */
    readonly about?: ThingName
    readonly body?: Sample
    /** A valid query, where a random one would not be valid. */
    readonly query?: Readonly<Record<string, string>>
    /** Where the body names a thing that is not the caller's: what callers are answered who are allowed the action itself. */
    readonly notYours?: Readonly<Record<string, 403 | 404>>
    /** The scene's family is past this: a valid body is answered with nothing but 409. */
    readonly isPast?: true
    /** The role to which a list shows its own things, wherever they are. It may name any school. */
    readonly ownOf?: Role
  }

const everybody: Declared = { isPublic: true }
const onEnrollment = (action: Action, body?: Sample): Declared => ({
  action,
  about: "enrollment",
  ...(body && { body })
})
const onInvitation = (action: Action, body?: Sample): Declared => ({
  action,
  about: "invitation",
  ...(body && { body })
})
const onPerson = (action: Action, body?: Sample): Declared => ({ action, about: "person", ...(body && { body }) })
const reason = () => ({ reason: "A reason of the test." })

const ofSteps = Object.fromEntries(
  stepNumbers.flatMap((step) => {
    const path = `/admissions/enrollments/{id}/steps/${step}`
    return [
      [`PUT ${path}`, onEnrollment("enrollment.step", () => stepBodies[step])],
      [`PUT ${path}/draft`, onEnrollment("enrollment.draft", () => stepBodies[step])],
      [`DELETE ${path}/draft`, onEnrollment("enrollment.draft")]
    ]
  })
)

/** Every operation of the document. A missing one fails the tests, with the line that is wanted here. */
export const operations: Readonly<Record<string, Declared>> = {
  "GET /health/live": everybody,
  "GET /health/ready": everybody,
  "GET /metrics": everybody,
  "GET /version": everybody,
  "GET /openapi.json": everybody,
  "GET /.well-known/jwks.json": everybody,
  "POST /auth/magic-link": { isPublic: true, body: () => ({ email: "ann@example.test" }) },
  "POST /auth/verify": { isPublic: true, body: ({ sign_in_token: token }) => ({ email: "ann@example.test", token }) },
  "POST /auth/oidc": { isPublic: true, body: ({ identity }) => identity },
  "POST /auth/refresh": { isPublic: true, body: ({ refresh_token }) => ({ refresh_token }) },
  "POST /admissions/validate-invitation": {
    isPublic: true,
    body: ({ invitation_token }) => ({ invitation_token })
  },
  "GET /parent-invitations/validate/{token}": {
    isPublic: true,
    params: ({ invitation_token }) => ({ token: invitation_token })
  },
  "POST /auth/sign-out": { action: "session.end", body: () => ({}) },
  "GET /auth/me": { action: "session.read" },
  "POST /parent-invitations": { action: "invitation.create", body: () => ({ parent_email: "carla@example.test" }) },
  "POST /parent-invitations/bulk": {
    action: "invitation.create",
    body: () => ({ invitations: [{ parent_email: "emil@example.test" }, { parent_email: "frida@example.test" }] })
  },
  "GET /parent-invitations": { action: "invitation.list", ownOf: "coach" },
  "GET /parent-invitations/{id}": onInvitation("invitation.read"),
  "PUT /parent-invitations/{id}": onInvitation("invitation.change", () => ({ sport_interest: "Chess" })),
  "DELETE /parent-invitations/{id}": onInvitation("invitation.revoke"),
  "PUT /parent-invitations/{id}/resend": onInvitation("invitation.resend"),
  "POST /admissions/enrollments": {
    action: "enrollment.begin",
    body: ({ invitation_token, things }, { grants }) =>
      grants.some(({ role }) => role === "parent")
        ? { invitation_token, parent_email: "ann@example.test" }
        : { invitation_id: things.invitation.id },
    notYours: { bob: 403, guardian: 403, blocked: 403, "registrar-2": 404, "admin-2": 404 }
  },
  "GET /admissions/enrollments": { action: "enrollment.list" },
  "GET /admissions/enrollments/{id}": onEnrollment("enrollment.read"),
  "GET /admissions/enrollments/{id}/events": onEnrollment("enrollment.events"),
  "POST /admissions/enrollments/{id}/withdraw": onEnrollment("enrollment.withdraw", reason),
  "POST /admissions/enrollments/{id}/reopen": onEnrollment("enrollment.reopen", reason),
  "POST /admissions/enrollments/{id}/decision": onEnrollment(
    "enrollment.decide",
    () => ({ decision: "approved", notes: "A note of the test." })
  ),
  ...ofSteps,
  "POST /admissions/enrollments/{id}/guardians": onEnrollment(
    "enrollment.guardians",
    () => ({ email: "dora@example.test" })
  ),
  "DELETE /admissions/enrollments/{id}/guardians": onEnrollment(
    "enrollment.guardians",
    () => ({ email: "guardian@example.test" })
  ),
  "POST /admissions/enrollments/{id}/steps/2/waive": { ...onEnrollment("enrollment.waive", reason), isPast: true },
  "POST /admissions/enrollments/{id}/steps/3/waive": { ...onEnrollment("enrollment.waive", reason), isPast: true },
  "GET /staff/enrollments": { action: "enrollment.list-school" },
  "GET /staff/enrollments/{id}/custody": onEnrollment("enrollment.custody"),
  "PUT /staff/enrollments/{id}/custody": onEnrollment("enrollment.custody", () => ({ blocked: [] })),
  "GET /staff/people": { action: "people.list" },
  "POST /staff/people": {
    action: "people.add",
    body: () => ({ email: "dora@example.test", role: "coach", school_id: 1 }),
    notYours: { "admin-2": 403 }
  },
  "GET /staff/people/{id}": onPerson("people.read"),
  "POST /staff/people/{id}/grants": onPerson("people.grant", () => ({ role: "coach", school_id: 1 })),
  "DELETE /staff/people/{id}/grants": { ...onPerson("people.grant"), query: { role: "coach", school_id: "1" } },
  "POST /staff/people/{id}/addresses": onPerson("people.merge", () => ({ email: "dora@example.test" })),
  "DELETE /staff/people/{id}/addresses": onPerson("people.merge", () => ({ email: "dora@example.test" })),
  "POST /staff/auth/revoke-all": {
    action: "session.revoke",
    body: () => ({ person_id: "*" }),
    notYours: { "admin-1": 403, "admin-2": 403 }
  },
  "GET /staff/provisioning": { action: "provisioning.read" },
  "POST /staff/enrollments/{id}/provision": onEnrollment("provisioning.retry"),
  "POST /staff/provisioning/retry": { action: "provisioning.retry", body: () => ({ state: "pending" }) },
  "GET /staff/provisioning/students": { action: "provisioning.check" },
  "GET /staff/provisioning/without-records": { action: "provisioning.check" },
  "POST /staff/reconcile": { action: "provisioning.reconcile", body: () => ({ repair: false }) },
  "GET /staff/consistency": { action: "provisioning.read" },
  "GET /staff/schools": { action: "school.list" },
  "POST /staff/schools": {
    action: "school.add",
    body: () => ({ school_id: 9, name_of_institution: "TSA 9", time_zone: "America/Chicago" })
  }
}
