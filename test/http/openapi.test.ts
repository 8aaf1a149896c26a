import { assert, describe, it } from "@effect/vitest"
import { Validator } from "@seriousme/openapi-schema-validator"
import { makeService } from "./harness.ts"

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1, and small enough to read", async () => {
    const { call, dispose } = await makeService()
    const { body } = await call(undefined, "GET", "/openapi.json")
    const validator = new Validator()
    const { errors, valid } = await validator.validate(structuredClone(body) as Record<string, unknown>)
    assert.isTrue(valid, JSON.stringify(errors)?.slice(0, 500))
    assert.strictEqual(validator.version, "3.1")
    assert.isBelow(JSON.stringify(body).length, 190_000)
    await dispose()
  })

  it("holds the routes, all of them and no other", async () => {
    const { app, call, dispose } = await makeService()
    const { body } = await call(undefined, "GET", "/openapi.json")
    const documented = Object.entries(body.paths as Record<string, object>)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    const routed = new Set(
      app.routes
        .filter(({ method, path }) => method !== "ALL" && path !== "/*")
        .map(({ method, path }) => `${method} ${path.replace(/:([^/]+)/g, "{$1}")}`)
    )
    assert.sameMembers(documented, [...routed])
    await dispose()
  })
})
