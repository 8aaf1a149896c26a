import { assert, describe, it } from "@effect/vitest"
import { docsHeaders } from "../../../src/http/operation/docs.ts"
import { docsFiles } from "../../../src/runtimes/docs/files.ts"
import { docsPage, docsPageFrom } from "../../runtimes/docs-page.ts"
import { makeService } from "../harness.ts"

describe("the docs page", () => {
  it("is served to everybody, with all that it refers to, from the service itself", async () => {
    const { app, dispose } = await makeService({ docs: docsFiles })
    assert.deepStrictEqual(await docsPageFrom(async (path, init) => app.request(path, init)), docsPage)
    await dispose()
  })

  it("is read only, and has no other files", async () => {
    const { app, dispose } = await makeService({ docs: docsFiles })
    const posted = await app.request("/docs", { method: "POST" })
    assert.deepStrictEqual([posted.status, posted.headers.get("allow")], [405, "GET"])
    assert.strictEqual((await app.request("/docs", { method: "HEAD" })).status, 200)
    for (const path of ["/docs/", "/docs/index.html", "/docs/../package.json", "/docs/%2e%2e/package.json"]) {
      assert.include([401, 404], (await app.request(path)).status, path)
    }
    await dispose()
  })

  it("is not there where the process does not serve it", async () => {
    const { app, dispose } = await makeService()
    for (const path of ["/docs", "/docs/swagger-ui.css"]) assert.strictEqual((await app.request(path)).status, 404)
    await dispose()
  })
})

describe("at the address itself", () => {
  it("everybody finds the docs page, where it is served", async () => {
    const { app, dispose } = await makeService({ docs: docsFiles })
    const [front, docs] = [await app.request("/"), await app.request("/docs")]
    const headers = ["content-type", ...Object.keys(docsHeaders)]
    assert.strictEqual(front.status, 200)
    assert.deepStrictEqual(
      headers.map((name) => front.headers.get(name)),
      headers.map((name) => docs.headers.get(name))
    )
    const html = await front.text()
    assert.strictEqual(html, await docs.text())
    // Everything that the page refers to is found from either place.
    const named = (at: string) =>
      [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, to = ""]) => new URL(to, at).href)
    assert.deepStrictEqual(named("https://own.test/"), named("https://own.test/docs"))
    await dispose()
  })

  it("everybody finds what this is and where its document is, where no page is served", async () => {
    const { app, dispose } = await makeService()
    const front = await app.request("/")
    assert.deepStrictEqual([front.status, front.headers.get("content-type")], [200, "application/json"])
    const found = { name: "tsa-enrollment", version: "0.0.0-test", openapi: "/openapi.json" }
    assert.deepStrictEqual(await front.json(), found)
    assert.strictEqual((await app.request(found.openapi)).status, 200)
    await dispose()
  })

  it("a browser that asks for the site's picture is not asked to sign in, and does not ask again", async () => {
    const { app, dispose } = await makeService()
    const { headers, status } = await app.request("/favicon.ico")
    assert.deepStrictEqual([status, headers.get("cache-control")], [204, "public, max-age=86400"])
    await dispose()
  })

  it("nobody changes anything", async () => {
    for (const docs of [docsFiles, undefined]) {
      const { app, dispose } = await makeService({ ...(docs !== undefined && { docs }) })
      for (const path of ["/", "/favicon.ico"]) {
        const { headers, status } = await app.request(path, { method: "POST", body: "{}" })
        assert.deepStrictEqual([status, headers.get("allow")], [405, "GET"], path)
      }
      await dispose()
    }
  })
})
