import { assert, describe, it } from "@effect/vitest"
import { Validator } from "@seriousme/openapi-schema-validator"
import type { JsonSchema } from "../../../src/http/openapi/json-schema.ts"
import { remade } from "../../../src/http/openapi/schema-parts.ts"
import { document } from "../../security/document.ts"
import { makeService } from "../harness.ts"

const untitledFields = (schema: JsonSchema): ReadonlyArray<string> => {
  const untitled: Array<string> = []
  remade(schema, (part) => {
    for (const [name, field] of Object.entries(part.properties ?? {})) {
      if (typeof field === "boolean" || field.title === undefined) untitled.push(name)
    }
    return part
  })
  return untitled
}

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1, and small enough to read", async () => {
    const { call, dispose } = await makeService()
    const { body } = await call(undefined, "GET", "/openapi.json")
    const validator = new Validator()
    const { errors, valid } = await validator.validate(structuredClone(body) as Record<string, unknown>)
    assert.isTrue(valid, JSON.stringify(errors)?.slice(0, 500))
    assert.strictEqual(validator.version, "3.1")
    assert.isBelow(JSON.stringify(body).length, 240_000)
    await dispose()
  })

  it("is flat, has titles for what a body may hold, and says what dates, times and addresses look like", async () => {
    const { call, dispose } = await makeService()
    const { body } = await call(undefined, "GET", "/openapi.json")
    await dispose()
    assert.notInclude(JSON.stringify(body), '"allOf"')
    const { PhoneConsultation, StudentInformation, StudentInformationDraft } = body.components.schemas
    const { parent_info, student_info } = StudentInformation.properties
    const name = { title: "The child's last name", minLength: 1, maxLength: 75 }
    assert.deepInclude(student_info.properties.last_name, name)
    assert.strictEqual(student_info.properties.birth_date.format, "date")
    assert.strictEqual(student_info.properties.languages.maxItems, 20)
    assert.strictEqual(parent_info.properties.email.format, "email")
    assert.strictEqual(parent_info.properties.last_name.title, "Your last name")
    assert.isString(PhoneConsultation.properties.consultation_time.pattern)
    assert.notProperty(StudentInformationDraft, "required")
    const bodies = document.operations.flatMap((operation): ReadonlyArray<JsonSchema> => {
      const { $ref, ...schema } = operation.body ?? {}
      return [typeof $ref === "string" ? document.schemas[$ref.split("/").at(-1) ?? ""] ?? {} : schema]
    })
    assert.deepStrictEqual(bodies.flatMap(untitledFields), [])
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
