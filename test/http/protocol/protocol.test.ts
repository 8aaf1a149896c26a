import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { makeService, type Service } from "../harness.ts"

let service: Service
beforeAll(async () => {
  service = await makeService()
})
afterAll(() => service.dispose())

describe("the protocol", () => {
  it("answers errors as problem+json, with the request's id and the title again", async () => {
    const { body, headers } = await service.call("ann", "GET", "/nowhere", undefined, { "x-request-id": "abc-123" })
    assert.include(headers.get("content-type"), "application/problem+json")
    assert.strictEqual(headers.get("x-request-id"), "abc-123")
    assert.deepStrictEqual(body, {
      type: "/problems/not-found",
      title: "No such resource",
      status: 404,
      instance: "urn:request:abc-123",
      error: "No such resource"
    })
    const unsafe = await service.call("ann", "GET", "/nowhere", undefined, { "x-request-id": "a b<script>" })
    assert.match(unsafe.headers.get("x-request-id") ?? "", /^[\w-]{36}$/)
  })

  it("names the methods that a path has", async () => {
    const { headers, status } = await service.call("ann", "DELETE", "/admissions/enrollments")
    assert.strictEqual(status, 405)
    assert.sameMembers((headers.get("allow") ?? "").split(", "), ["GET", "POST"])
    assert.strictEqual((await service.call("coach-1", "HEAD", "/parent-invitations")).status, 200)
  })

  it("is safe for browsers, and open to the listed origins alone", async () => {
    const from = (origin: string) => service.call("coach-1", "GET", "/parent-invitations", undefined, { origin })
    const listed = (await from("https://portal.example.test")).headers
    assert.strictEqual(listed.get("access-control-allow-origin"), "https://portal.example.test")
    for (const name of ["ETag", "Link", "Location", "Retry-After", "X-Request-Id"]) {
      assert.include(listed.get("access-control-expose-headers"), name)
    }
    assert.strictEqual(listed.get("x-content-type-options"), "nosniff")
    assert.strictEqual(listed.get("strict-transport-security"), "max-age=31536000; includeSubDomains")
    assert.match(listed.get("content-security-policy") ?? "", /^default-src 'none'.*frame-ancestors 'none'$/)
    assert.strictEqual(listed.get("cache-control"), "private, no-store")
    assert.isNull((await from("https://evil.example.test")).headers.get("access-control-allow-origin"))
    const preflight = await service.call(undefined, "OPTIONS", "/parent-invitations", undefined, {
      origin: "https://portal.example.test",
      "access-control-request-method": "PUT"
    })
    assert.strictEqual(preflight.status, 204)
    assert.include(preflight.headers.get("access-control-allow-headers"), "If-Match")
    assert.strictEqual(preflight.headers.get("access-control-allow-methods"), "GET,POST,PUT,PATCH,DELETE,OPTIONS")
  })

  it("tells what runs, how it is, and its figures to whom they are for", async () => {
    assert.deepStrictEqual((await service.call(undefined, "GET", "/version")).body, {
      name: "tsa-enrollment",
      version: "0.0.0-test"
    })
    assert.strictEqual((await service.call(undefined, "GET", "/health/live")).status, 200)
    assert.include((await service.call(undefined, "GET", "/metrics")).body, "# TYPE")
    const closed = await makeService({ metrics: Redacted.make("s3cret"), isDraining: () => true })
    assert.strictEqual((await closed.call(undefined, "GET", "/metrics")).status, 404)
    assert.strictEqual(
      (await closed.call(undefined, "GET", "/metrics", undefined, { authorization: "Bearer s3cret" })).status,
      200
    )
    for (const authorization of ["Bearer s3cre", "Bearer s3cret2", "Bearer ", "Bearer", "s3cret", "Basic s3cret"]) {
      assert.strictEqual((await closed.call(undefined, "GET", "/metrics", undefined, { authorization })).status, 404)
    }
    assert.strictEqual((await closed.call(undefined, "GET", "/health/ready")).status, 503)
    const last = await closed.call(undefined, "GET", "/health/live")
    assert.strictEqual(last.headers.get("connection"), "close")
    assert.isNull((await service.call(undefined, "GET", "/health/live")).headers.get("connection"))
    await closed.dispose()
  })
})
