import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Arbitrary, Effect } from "effect"
import { EnrollmentId } from "../../../src/domain/values/identifiers.ts"
import type { NextAction } from "../../../src/http/representations/next-action.ts"
import { oneOf, pick } from "../../fixtures/arbitrary-values.ts"
import { makeService, type Service, stepBodies } from "../harness.ts"
import type { Who } from "../people.ts"

let service: Service
beforeAll(async () => {
  service = await makeService()
})
afterAll(() => service.dispose())

const parent_email = "ann@example.test"
const ends = [
  "none",
  "revoked",
  "expired",
  "begun",
  "named",
  "withdrawn",
  "declined",
  "reopened",
  "completed",
  "erased"
] as const
type End = (typeof ends)[number]
const afterBegin: ReadonlyArray<End> = ends.slice(3)

let children = 0
/** Returns a name that no other child has. */
const newName = () => `Child ${[...`${++children}`].map((digit) => "abcdefghij"[Number(digit)]).join("")}`

/** Brings an invitation to its end. */
const end = async (how: End, invitation_id: string, first_name: string) => {
  const { call, drain, mailedToken, renewTokens, time, world } = service
  if (how === "revoked") {
    assert.strictEqual((await call("coach-1", "DELETE", `/parent-invitations/${invitation_id}`)).status, 200)
  }
  if (how === "expired") {
    time.advance(15 * 86_400_000)
    await renewTokens()
  }
  if (!afterBegin.includes(how)) return
  await drain()
  const begin = { invitation_token: mailedToken(), parent_email }
  const { body } = await call("ann", "POST", "/admissions/enrollments", begin)
  const id = EnrollmentId.make(body.enrollment_id as string)
  const at = `/admissions/enrollments/${id}`
  const steps = how === "begun" ? 1 : how === "named" ? 4 : how === "completed" ? 6 : children % 7
  const student_info = { ...stepBodies[4].student_info, first_name }
  for (const step of ([1, 2, 3, 4, 5, 6] as const).slice(0, steps)) {
    const data = step === 4 ? { ...stepBodies[4], student_info } : stepBodies[step]
    assert.strictEqual((await call("ann", "PUT", `${at}/steps/${step}`, data)).status, 200)
  }
  const must = async (who: Who, route: string, sent: object) =>
    assert.strictEqual((await call(who, "POST", `${at}/${route}`, sent)).status, 200)
  if (how === "withdrawn" || how === "reopened") await must("ann", "withdraw", { reason: "We are moving." })
  if (how === "declined") await must("registrar-1", "decision", { decision: "declined" })
  if (how === "reopened") await must("admin-1", "reopen", { reason: "They stay." })
  if (how === "erased") {
    const enrollment = world.enrollments.get(id)
    if (enrollment === undefined) throw new Error("no enrollment")
    world.enrollments.set(id, { ...enrollment, closure: { status: "erased", at: time.now(), on: "2026-01-01" } })
  }
}

const sent: Readonly<Record<string, object>> = {
  sign_in: { email: parent_email },
  reopen: { reason: "They come after all." }
}

/** Does what can be done next, and checks that it works. */
const follow = async (who: Who, { action, href, method }: NextAction) => {
  const named = { parent_email, coach_id: "coach-1@example.test", student_first_name: newName() }
  const body = action === "name_child" ? named : sent[action]
  service.time.advance(3_600_000)
  await service.renewTokens()
  const { status } = await service.call(action === "sign_in" ? undefined : who, method, href, body)
  assert.include([200, 201], status, action)
}

const rounds = Arbitrary.array(
  Arbitrary.all({
    how: pick(ends),
    who: pick<Who>(["coach-1", "registrar-1", "admin"]),
    isNamed: oneOf(pick([true, true]), pick([false]))
  }),
  { minLength: 1, maxLength: 4 }
)

describe("a family that was invited before, whatever became of that", () => {
  it.effect.prop(
    "is invited, or the refusal says what is there and what to do, and that works",
    [rounds],
    ([all]) =>
      Effect.promise(async () => {
        const first_name = newName()
        for (const { how, isNamed, who } of all) {
          await service.drain()
          const invited = {
            parent_email,
            coach_id: "coach-1@example.test",
            ...(isNamed && { student_first_name: first_name })
          }
          const { body, status } = await service.call(who, "POST", "/parent-invitations", invited)
          if (status === 201) {
            await end(how, body.invitation.invitation_id as string, first_name)
            continue
          }
          assert.strictEqual(status, 409)
          const staff = who === "coach-1" && body.reason === "enrollment_closed"
            ? (await service.call("registrar-1", "POST", "/parent-invitations", invited)).body
            : body
          const [next] = staff.next_actions as ReadonlyArray<NextAction>
          if (next === undefined) throw new Error(`nothing to do after ${how}: ${body.reason as string}`)
          await follow(who === "coach-1" && staff !== body ? "registrar-1" : who, next)
          if (next.action !== "reopen") continue
          const after = await service.call(who, "POST", "/parent-invitations", invited)
          assert.include(["enrollment_open", "enrollment_completed"], after.body.reason)
        }
      }),
    { arbitrary: { runs: 8 }, timeout: 120_000 }
  )
})
