import { assert, describe, it } from "@effect/vitest"
import { docsFiles } from "../../src/runtimes/docs/files.ts"
import { docsPage, docsPageFrom } from "../runtimes/docs-page.ts"
import { makeService } from "./harness.ts"

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
