import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Hono } from "hono"
import { handle } from "hono/aws-lambda"
import { request as send } from "node:http"
import { buffer } from "node:stream/consumers"
import { openFrontDoor } from "./front-door.ts"

const echo = new Hono().all("*", async (c) => {
  if (c.req.path === "/bytes") return c.body(Uint8Array.of(0, 255, 1), 200, { "content-type": "image/png" })
  c.header("set-cookie", "a=1; Path=/", { append: true })
  c.header("set-cookie", "b=2", { append: true })
  return c.json({
    method: c.req.method,
    path: c.req.path,
    queries: c.req.queries(),
    cookie: c.req.header("cookie"),
    many: c.req.header("x-many"),
    body: [...new Uint8Array(await c.req.arrayBuffer())]
  }, 201)
})

let door: Awaited<ReturnType<typeof openFrontDoor>>
beforeAll(async () => {
  const special = () => Promise.resolve({ statusCode: 200, headers: { "content-type": "text/plain" }, body: "special" })
  const broken = () => Promise.reject(new Error("broken"))
  door = await openFrontDoor(
    { "POST /things/{id}/do": special, "GET /broken": broken },
    handle(echo) as (event: unknown) => Promise<unknown>
  )
})
afterAll(() => door.close())

const ask = (method: string, path: string, headers: Record<string, string | Array<string>> = {}, body?: Buffer) =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | Array<string>>; bytes: Buffer }>((resolve, reject) => {
    const request = send(door.base + path, { method, headers }, (response) => {
      const { headers, statusCode: status = 0 } = response
      buffer(response).then((bytes) => resolve({ status, headers, bytes }), reject)
    })
    request.on("error", reject).end(body)
  })

describe("a request through API Gateway's payload 2.0", () => {
  it("keeps its method, encoded path, repeated names and cookies, and the answer its cookies", async () => {
    const { bytes, headers, status } = await ask("PUT", "/a%20b/%C3%A9?x=1&x=2&y=%26", {
      "x-many": ["one", "two"],
      cookie: "p=1; q=2",
      "content-type": "application/json"
    }, Buffer.from(`{"name":"Zoë"}`))
    const { body, ...rest } = JSON.parse(bytes.toString("utf8")) as { readonly body: ReadonlyArray<number> }
    assert.strictEqual(status, 201)
    assert.deepStrictEqual(headers["set-cookie"], ["a=1; Path=/", "b=2"])
    assert.deepStrictEqual(rest as object, {
      method: "PUT",
      path: "/a b/é",
      queries: { x: ["1", "2"], y: ["&"] },
      cookie: "p=1; q=2",
      many: "one,two"
    })
    assert.strictEqual(Buffer.from(body).toString("utf8"), `{"name":"Zoë"}`)
  })

  it("keeps bytes that are no text, in both directions", async () => {
    const { bytes } = await ask("POST", "/", { "content-type": "image/png" }, Buffer.of(255, 0, 254))
    assert.deepStrictEqual((JSON.parse(bytes.toString("utf8")) as { readonly body: unknown }).body, [255, 0, 254])
    assert.deepStrictEqual([...(await ask("GET", "/bytes")).bytes], [0, 255, 1])
  })

  it("goes to the function of its route; one that fails is answered 500", async () => {
    assert.strictEqual((await ask("POST", "/things/7/do")).bytes.toString(), "special")
    assert.strictEqual((await ask("GET", "/things/7/do")).status, 201)
    assert.strictEqual((await ask("POST", "/things/7/8/do")).status, 201)
    assert.strictEqual((await ask("GET", "/broken")).status, 500)
  })
})
