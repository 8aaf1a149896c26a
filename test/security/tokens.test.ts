import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { callers } from "./callers.ts"
import { declaredOf, document, type Operation, pathOf } from "./document.ts"
import { expected } from "./expected.ts"
import { forgeries } from "./forge.ts"
import { type Answered, openScene, type Scene } from "./scene.ts"

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene.dispose())

/** Returns somebody who is let in, so that only the token can be what keeps them out. */
const welcome = (operation: Operation) => {
  const declared = declaredOf(operation)
  if ("isPublic" in declared) throw new Error(`${operation.name} is everybody's`)
  const thing = declared.about === undefined ? undefined : scene.things[declared.about]
  const caller = callers.find((each) => expected(each, declared, thing) === "let in")
  if (caller === undefined) throw new Error(`nobody may ${operation.name}`)
  return { caller, body: declared.body?.(scene, caller) }
}

const closed = () => document.operations.filter(({ isPublic }) => !isPublic)

/** Returns what the caller is told, and what is stored after it. */
const told = ({ headers, status, text }: Answered) => {
  const { instance, ...body } = JSON.parse(text) as Record<string, unknown>
  const isRequest = /^urn:request:[\w-]{36}$/.test(String(instance))
  return { status, body, isRequest, scheme: headers.get("www-authenticate"), changed: scene.changed() }
}

/** The one answer to anybody without a valid token. */
const nobody = {
  status: 401,
  body: {
    type: "/problems/not-authenticated",
    title: "Please sign in",
    status: 401,
    detail: "A valid access token is needed.",
    error: "Please sign in"
  },
  isRequest: true,
  scheme: "Bearer",
  changed: []
}

describe("every operation that is not everybody's", () => {
  it.each(Object.entries(forgeries))("knows nobody by a token %s", async (what, forgery) => {
    for (const operation of closed()) {
      const { body, caller } = welcome(operation)
      const authorization = `Bearer ${await scene.token(caller.id, forgery)}`
      const answer = await scene.request(operation.method, pathOf(operation, scene), { authorization }, body)
      assert.deepStrictEqual(told(answer), nobody, `${operation.name}: ${what}`)
    }
  })

  it("knows nobody without a token, by garbage, or by a good one in another place or changed", async () => {
    for (const operation of closed()) {
      const { body, caller } = welcome(operation)
      const good = await scene.token(caller.id)
      const [header = "", payload = "", signature = ""] = good.split(".")
      const swapped = signature.replace(/^./, (first) => first === "A" ? "B" : "A")
      const rows: ReadonlyArray<readonly [string, Record<string, string>, string]> = [
        ["nothing", {}, ""],
        ["an empty header", { authorization: "" }, ""],
        ["garbage", { authorization: "Bearer garbage" }, ""],
        ["three parts of garbage", { authorization: "Bearer a.b.c" }, ""],
        ["another scheme", { authorization: `Basic ${good}` }, ""],
        ["no scheme", { authorization: good }, ""],
        ["two tokens", { authorization: `Bearer ${good}, Bearer ${good}` }, ""],
        ["a signature changed", { authorization: `Bearer ${header}.${payload}.${swapped}` }, ""],
        ["no signature", { authorization: `Bearer ${header}.${payload}.` }, ""],
        ["5 kB", { authorization: `Bearer ${good}${"A".repeat(5000)}` }, ""],
        ["a cookie", { cookie: `access_token=${good}; token=${good}` }, ""],
        ["another header", { "x-access-token": good, "x-user": caller.id, "x-forwarded-user": caller.id }, ""],
        ["the query", {}, `?access_token=${good}&token=${good}`]
      ]
      for (const [what, headers, query] of rows) {
        const answer = await scene.request(operation.method, `${pathOf(operation, scene)}${query}`, headers, body)
        assert.deepStrictEqual(told(answer), nobody, `${operation.name}: ${what}`)
      }
    }
  })

  it("says so before it looks at anything else, under every spelling of its path", async () => {
    for (const operation of closed()) {
      const path = pathOf(operation, scene)
      const spellings = [`${path}/`, `/${path}`, `${path}%20`, path.toUpperCase(), `${path};a=b`, `${path}/x`]
      const bodies = operation.body === undefined ? [] : ["{", "x".repeat(300_000)]
      for (
        const answer of [
          ...await Promise.all(bodies.map((body) => scene.request(operation.method, path, {}, body))),
          ...await Promise.all(spellings.map((other) => scene.request(operation.method, other, {}))),
          await scene.request("PATCH", path, {}),
          await scene.request("PROPFIND", path, {}),
          await scene.request("POST", path, { "content-type": "text/plain" }, "x")
        ]
      ) assert.deepStrictEqual(told(answer), nobody, path)
    }
  })

  it("lets in who holds a good token (or the refusals above say nothing), and believes the directory, not the token", async () => {
    for (const operation of closed()) {
      const { body, caller } = welcome(operation)
      const path = pathOf(operation, scene)
      const answer = await scene.request(operation.method, path, scene.as(caller.id), body)
      assert.notInclude([401, 403, 404], answer.status, operation.name)
      scene.restore()
      const grants = [{ role: "admin", school_id: "*" }]
      const inflated = await scene.token("nobody", { claims: { role: "admin", grants } })
      const refused = await scene.request(operation.method, path, { authorization: `Bearer ${inflated}` }, body)
      assert.include([403, 404], refused.status, operation.name)
    }
  })
})

describe("every operation that is everybody's", () => {
  it("is declared so, and answers the same with and without a token, good or bad", async () => {
    for (const operation of document.operations) {
      const declared = declaredOf(operation)
      assert.strictEqual("isPublic" in declared, operation.isPublic, `${operation.name} is everybody's, or is it not?`)
      if (!("isPublic" in declared)) continue
      const ask = (headers: Record<string, string>) => {
        scene.restore()
        const body = declared.body?.(scene, { id: "", address: "", grants: [] })
        return scene.request(operation.method, pathOf(operation, scene), headers, body)
      }
      const { status } = await ask({})
      assert.notInclude([403, 404], status, operation.name)
      assert.strictEqual((await ask({ authorization: "Bearer garbage" })).status, status, operation.name)
      assert.strictEqual((await ask(scene.as("admin"))).status, status, operation.name)
      scene.restore()
      const beyond = await scene.request(operation.method, `${pathOf(operation, scene)}/x`, {})
      assert.deepStrictEqual(told(beyond), nobody, `what lies beyond ${operation.name}`)
    }
    scene.restore()
  })
})
