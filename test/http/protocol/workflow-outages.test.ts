import { assert, describe, it } from "@effect/vitest"
import { makeService, type Service, stepBodies } from "../harness.ts"

const methods = [
  ...["create", "get", "accept", "record", "saveDraft", "listByFamily", "listBySchool"].map((name) =>
    `Enrollments.${name}`
  ),
  ...["create", "get", "replace", "claim", "release", "listByCoach", "listBySchool"].map((name) =>
    `Invitations.${name}`
  ),
  "Counters.count",
  ...["append", "list"].map((name) => `Events.${name}`),
  ...["get", "findByAddress"].map((name) => `People.${name}`),
  ...["get", "list"].map((name) => `Schools.${name}`)
]

const invited = { parent_email: "ann@example.test", student_first_name: "Ada" }

/** Everything that a family, its coach and staff ask for, one request after the other. */
const journey = (at: () => string, invitation: () => string, token: () => string) => [
  () => ["coach-1", "POST", "/parent-invitations", invited] as const,
  () => ["coach-1", "GET", "/parent-invitations"] as const,
  () => ["registrar-1", "GET", "/parent-invitations"] as const,
  () => ["coach-1", "PUT", `/parent-invitations/${invitation()}`, { student_first_name: "Adah" }] as const,
  () => ["coach-1", "PUT", `/parent-invitations/${invitation()}/resend`] as const,
  () => [undefined, "POST", "/admissions/validate-invitation", { invitation_token: token() }] as const,
  () => ["ann", "POST", "/admissions/enrollments", { ...invited, invitation_token: token() }] as const,
  () => ["ann", "GET", "/admissions/enrollments"] as const,
  () => ["ann", "PUT", `${at()}/steps/1/draft`, { program_interest: "So" }] as const,
  ...([1, 2, 3, 4] as const).map((step) => () => ["ann", "PUT", `${at()}/steps/${step}`, stepBodies[step]] as const),
  () => ["ann", "GET", `${at()}/events`] as const,
  () => ["registrar-1", "GET", "/staff/enrollments"] as const,
  () => ["registrar-1", "GET", "/staff/schools"] as const,
  () => ["registrar-1", "GET", "/staff/provisioning"] as const,
  () => ["registrar-1", "POST", `/staff/enrollments/${at().split("/").at(-1)}/provision`] as const,
  () => ["ann", "POST", `${at()}/withdraw`, { reason: "moving" }] as const
]

/** Walks the whole journey. Each request is made while one method of the store is away, and again once it is back. */
const walkWithout = async (service: Service, method: string | undefined) => {
  const { call, drain, mailedToken, weather, world } = service
  const at = () => `/admissions/enrollments/${[...world.enrollments.keys()][0] ?? "none"}`
  const invitation = () => [...world.invitations.keys()][0] ?? "none"
  let refused = 0
  for (const request of journey(at, invitation, mailedToken)) {
    await drain()
    const [who, verb, path, body] = request()
    const sent = path === "/admissions/enrollments" && body !== undefined && "invitation_token" in body
      ? { invitation_token: body.invitation_token, parent_email: invited.parent_email }
      : body
    weather.failing = method
    const during = await call(who, verb, path, sent)
    weather.failing = undefined
    if (during.status === 503) refused++
    const said = `${verb} ${path} without ${method ?? "nothing"}`
    if (during.status === 503) assert.strictEqual(during.headers.get("retry-after"), "5", said)
    else assert.isBelow(during.status, 300, said)
    const after = during.status === 503 ? await call(who, verb, path, sent) : during
    assert.isBelow(after.status, 300, `${said}, and again: ${JSON.stringify(after.body)}`)
  }
  await drain()
  const [enrollment] = world.enrollments.values()
  const [records] = world.records.values()
  return {
    refused,
    left: {
      enrollments: world.enrollments.size,
      open: [...world.invitations.values()].filter(({ state }) => state !== "revoked").length,
      steps: Object.keys(enrollment?.steps ?? {}),
      drafts: enrollment?.drafts,
      version: enrollment?.version,
      state: enrollment?.provisioning.state,
      students: world.records.size,
      status: records?.extension?.row.enrollment_status
    }
  }
}

describe("with one method of the workflow store away at each request", () => {
  for (const method of methods) {
    it(`${method}: 503 or served, and the same request ends well afterwards`, async () => {
      const [undisturbed, disturbed] = [await makeService(), await makeService()]
      const expected = await walkWithout(undisturbed, undefined)
      const found = await walkWithout(disturbed, method)
      assert.strictEqual(expected.refused, 0)
      assert.deepStrictEqual(found.left, expected.left)
      await undisturbed.dispose()
      await disturbed.dispose()
    })
  }

  it("the methods above are asked for at all", async () => {
    const refusals = await Promise.all(methods.map(async (method) => {
      const service = await makeService()
      const { refused } = await walkWithout(service, method)
      await service.dispose()
      return [method, refused] as const
    }))
    assert.deepStrictEqual(refusals.filter(([, refused]) => refused === 0), [])
  })
})
