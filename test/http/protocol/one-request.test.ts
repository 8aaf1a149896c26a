import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import * as z from "zod"
import { readSessionPolicy } from "../../../src/domain/sign-in/policies.ts"
import type { Answer } from "../../../src/http/answer.ts"
import { bodyOf } from "../../../src/http/body.ts"
import { endpoint } from "../../../src/http/endpoint.ts"
import { openApiDocument } from "../../../src/http/openapi/document.ts"
import { fromDomain } from "../../../src/http/openapi/from-domain.ts"
import { metricsEndpoints } from "../../../src/http/operation/metrics.ts"
import { makeService, type Service } from "../harness.ts"

const common = { summary: "Of the test", tag: "Test", answers: { 200: { description: "", schema: z.unknown() } } }
const seen: Array<unknown> = []

const operations = [
  endpoint({
    ...common,
    method: "patch",
    path: "/things/:id",
    access: readSessionPolicy,
    params: z.object({ id: z.string().max(5) }),
    query: z.strictObject({ size: z.coerce.number().optional() }),
    body: bodyOf(fromDomain(Schema.Struct({ name: Schema.String }))),
    heaviestBody: 1,
    answers: { 204: { description: "Done" } },
    problems: [403],
    handle: ({ body, params, permit, query }) =>
      Effect.sync(() => {
        seen.push({ body, params, query, id: permit.resource.id })
        return { status: 204 }
      })
  }),
  endpoint({
    ...common,
    method: "get",
    path: "/elsewhere",
    access: "public",
    handle: () => Effect.succeed({ status: 307, headers: { location: "/things/1" } })
  }),
  endpoint({
    ...common,
    method: "get",
    path: "/picture",
    access: "public",
    answers: { 200: { description: "", schema: z.unknown(), contentType: "application/octet-stream" } },
    handle: () =>
      Effect.succeed({ status: 200, body: new Uint8Array([0, 255, 128]), contentType: "application/octet-stream" })
  }),
  endpoint({
    ...common,
    method: "post",
    path: "/hooks",
    access: "public",
    rawBody: { mediaType: "application/json", heaviest: 1 },
    handle: ({ bytes }) => Effect.succeed({ status: 200, body: [...bytes] })
  }),
  endpoint({
    ...common,
    method: "post",
    path: "/uploads",
    access: readSessionPolicy,
    rawBody: { mediaType: "application/pdf", heaviest: 1 },
    creates: () => Effect.void,
    answers: { 204: { description: "Kept" } },
    problems: [403],
    handle: ({ bytes }) =>
      Effect.sync(() => {
        seen.push([...bytes])
        return { status: 204 }
      })
  }),
  ...metricsEndpoints("open")
]

let service: Service
beforeAll(async () => {
  service = await makeService({ operations })
})
afterAll(() => service.dispose())

const sent = (path: string, init: RequestInit = {}) => service.app.request(path, init)

describe("an operation", () => {
  it("may be a PATCH that answers 204, and is given all that was sent and the permit", async () => {
    const { status, text } = await service.call("ann", "PATCH", "/things/1?size=3", { name: "Ada" })
    assert.deepStrictEqual([status, text], [204, ""])
    assert.deepStrictEqual(seen, [{ body: { name: "Ada" }, params: { id: "1" }, query: { size: 3 }, id: "ann" }])
  })

  it("tells who may not ask nothing else, then the form, then the path, the query and the body, one at a time", async () => {
    const wrong = { name: 1 }
    const codes = async (who: "ann" | undefined, path: string, body: object | undefined) => {
      const { body: told, status } = await service.call(who, "PATCH", path, body)
      return [status, ...(told.errors ?? []).map(({ pointer }: { readonly pointer: string }) => pointer)]
    }
    assert.deepStrictEqual(await codes(undefined, "/things/too-long?size=x", wrong), [401])
    assert.deepStrictEqual(await codes("ann", "/things/too-long?size=x", { name: "A".repeat(1025) }), [413])
    assert.deepStrictEqual(await codes("ann", "/things/too-long?size=x", wrong), [422, "/id"])
    assert.deepStrictEqual(await codes("ann", "/things/1?size=x", wrong), [422, "/size"])
    assert.deepStrictEqual(await codes("ann", "/things/1", wrong), [422, "/name"])
  })

  it("may lead elsewhere", async () => {
    const { headers, status } = await sent("/elsewhere")
    assert.deepStrictEqual([status, headers.get("location"), headers.get("content-type")], [307, "/things/1", null])
  })

  it("may answer bytes", async () => {
    const response = await sent("/picture")
    assert.strictEqual(response.headers.get("content-type"), "application/octet-stream")
    assert.deepStrictEqual([...new Uint8Array(await response.arrayBuffer())], [0, 255, 128])
  })

  it("may take a body as it came, up to its own limit", async () => {
    const taken = await sent("/hooks", { method: "POST", body: new Uint8Array([123, 32, 255]) })
    assert.deepStrictEqual([taken.status, await taken.json()], [200, [123, 32, 255]])
    const { status } = await sent("/hooks", { method: "POST", body: new Uint8Array(1025) })
    assert.strictEqual(status, 413)
  })

  it("is done once for a key and its bytes, and answers nothing again where it has nothing to answer", async () => {
    const upload = async (...bytes: ReadonlyArray<number>) => {
      const headers = { authorization: `Bearer ${service.tokens.get("ann")}`, "idempotency-key": "k-1" }
      const { body, status } = await sent("/uploads", { method: "POST", headers, body: new Uint8Array(bytes) })
      return [status, body]
    }
    const before = seen.length
    assert.deepStrictEqual(await upload(1, 2), [204, null])
    assert.deepStrictEqual(await upload(1, 2), [204, null])
    assert.deepStrictEqual(seen.slice(before), [[1, 2]])
    assert.strictEqual((await upload(1, 3))[0], 422)
  })

  it("is counted by its method, and described by what it takes and answers", async () => {
    await service.call("ann", "PATCH", "/things/1", { name: "Ada" })
    assert.match(await (await sent("/metrics")).text(), /route="\/things\/:id",method="PATCH"/)
    const { paths } = openApiDocument(operations, "")
    const told = JSON.stringify(paths)
    assert.include(told, '"200":{"description":"","content":{"application/octet-stream":')
    assert.include(told, '"requestBody":{"required":true,"content":{"application/pdf":{}}}')
    assert.include(told, '"204":{"description":"Kept"}')
  })

  it("says whom it is for, and keeps answers only for callers who are known, or does not compile", () => {
    const handle = () => Effect.succeed<Answer>({ status: 200 })
    const rest = { ...common, method: "get", path: "/", handle } as const
    const creates = () => Effect.void
    assert.isTrue(endpoint({ ...rest, access: "public" }).isPublic)
    assert.isFalse(endpoint({ ...rest, access: readSessionPolicy, creates }).isPublic)
    // @ts-expect-error neither a policy nor public
    endpoint(rest)
    // @ts-expect-error nobody is known whose key it is
    endpoint({ ...rest, access: "public", creates })
  })

  it("runs one Effect for a request, whatever comes of it", async () => {
    let runs = 0
    const { runtime } = service
    const { runPromiseExit } = runtime
    Object.assign(runtime, {
      runPromiseExit: (...asked: Parameters<typeof runPromiseExit>) => {
        runs++
        return runPromiseExit(...asked)
      }
    })
    await service.call("ann", "PATCH", "/things/1", { name: "Ada" })
    await service.call("ann", "PATCH", "/things/1?size=x", { name: "Ada" })
    await service.call(undefined, "GET", "/nowhere")
    Object.assign(runtime, { runPromiseExit })
    assert.strictEqual(runs, 3)
  })
})
