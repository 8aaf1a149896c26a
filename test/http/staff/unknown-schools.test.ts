import { afterEach, assert, beforeEach, describe, it } from "@effect/vitest"
import { makeService, type Service } from "../harness.ts"
import type { Who } from "../people.ts"

let service: Service
beforeEach(async () => {
  service = await makeService()
})
afterEach(() => service.dispose())

/** No school has this number. */
const nowhere = 77

interface Operation {
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly in: string }>
  readonly requestBody?: unknown
}

/** Bodies that are valid except for the school. */
const bodies: Readonly<Record<string, object>> = {
  "POST /parent-invitations": { parent_email: "ann@example.test" },
  "POST /staff/people": { email: "kim@example.test", role: "coach" },
  "POST /staff/people/{id}/grants": { role: "coach" },
  "POST /staff/provisioning/retry": {},
  "POST /staff/reconcile": { repair: false }
}

/** This operation answers row by row. */
const bulk = "/parent-invitations/bulk"

/** Returns every operation of the document that can name a school, except the one that enters a school. */
const naming = async (): Promise<ReadonlyArray<readonly [method: string, path: string]>> => {
  const { body } = await service.call(undefined, "GET", "/openapi.json")
  const paths = body.paths as Readonly<Record<string, Readonly<Record<string, Operation>>>>
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { parameters = [], requestBody }]) => {
      const isQuery = parameters.some((each) => each.in === "query" && each.name === "school_id")
      const isBody = JSON.stringify(requestBody ?? {}).includes('"school_id"') &&
        ![bulk, "/staff/schools"].includes(path)
      return isQuery || isBody ? [[method.toUpperCase(), path] as const] : []
    })
  )
}

const ask = (who: Who, method: string, path: string) => {
  const at = path.replace("{id}", "coach-1")
  const body = bodies[`${method} ${path}`]
  if (body !== undefined) return service.call(who, method, at, { ...body, school_id: nowhere })
  const query = method === "DELETE" ? `role=coach&school_id=${nowhere}` : `school_id=${nowhere}`
  return service.call(who, method, `${at}?${query}`)
}

describe("a school that is not in the directory", () => {
  it("is refused at /school_id wherever a request can name one, and changes nothing", async () => {
    const operations = await naming()
    assert.isAbove(operations.length, 10)
    const people = JSON.stringify([...service.world.people])
    for (const [method, path] of operations) {
      const { body, status } = await ask("admin", method, path)
      assert.deepStrictEqual(
        [status, body.errors?.[0]?.pointer, body.errors?.[0]?.code],
        [422, "/school_id", "school_unknown"],
        `${method} ${path}`
      )
    }
    assert.strictEqual(JSON.stringify([...service.world.people]), people)
  })

  it("is refused in its row where families are invited by the hundred", async () => {
    const invitations = [{ parent_email: "ann@example.test", school_id: nowhere }, { parent_email: "bob@example.test" }]
    const { body, status } = await service.call("admin", "POST", bulk, { invitations })
    const [refused, made] = body.results
    assert.deepStrictEqual([status, refused.status, made.status], [200, "invalid", "created"])
    assert.deepInclude(refused.problem.errors[0], { pointer: "/school_id", code: "school_unknown" })
  })

  it("is like any other school to who may not look there", async () => {
    for (const [method, path] of await naming()) {
      if (path === "/parent-invitations" && method === "POST") continue
      assert.strictEqual((await ask("admin-1", method, path)).status, 403, `${method} ${path}`)
    }
  })

  it("is taken from whoever was given it before schools were looked up", async () => {
    const coach = service.world.people.get("coach-1")
    if (coach === undefined) throw new Error("nobody")
    service.world.people.set("coach-1", { ...coach, grants: [...coach.grants, { role: "coach", school_id: nowhere }] })
    const { body, status } = await ask("admin", "DELETE", "/staff/people/{id}/grants")
    assert.deepStrictEqual([status, body.person.grants], [200, [{ role: "coach", school_id: 1 }]])
  })

  it("may be one that takes no families any more: its staff and records remain", async () => {
    const school = service.world.schools.get(2)
    if (school === undefined) throw new Error("no school")
    service.world.schools.set(2, { ...school, active: false })
    const { status } = await service.call("admin", "POST", "/staff/people/coach-1/grants", {
      role: "registrar",
      school_id: 2
    })
    assert.strictEqual(status, 200)
    assert.strictEqual((await service.call("admin", "GET", "/staff/enrollments?school_id=2")).status, 200)
  })
})
