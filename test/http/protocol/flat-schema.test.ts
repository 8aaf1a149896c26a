import { assert, describe, it } from "@effect/vitest"
import { flat } from "../../../src/http/openapi/flat-schema.ts"
import type { JsonSchema } from "../../../src/http/openapi/json-schema.ts"

const line: JsonSchema = { type: "string", allOf: [{ minLength: 1 }, { maxLength: 75 }] }
const flatLine: JsonSchema = { type: "string", minLength: 1, maxLength: 75 }

describe("a flat schema", () => {
  it("holds what the members of its allOf say, at any depth and under any name", () => {
    const schemaOf = (text: JsonSchema): JsonSchema => ({
      properties: { name: text, allOf: text, all: { anyOf: [text, { items: text }] } }
    })
    assert.deepStrictEqual(flat(schemaOf(line)), schemaOf(flatLine))
  })

  it("keeps apart what would hide another keyword of the same name, and references", () => {
    const schema: JsonSchema = { minLength: 1, allOf: [{ minLength: 2 }, { pattern: "a" }, { pattern: "b" }] }
    assert.deepStrictEqual(flat(schema), { minLength: 1, pattern: "a", allOf: [{ minLength: 2 }, { pattern: "b" }] })
    const referring: JsonSchema = { title: "Country", allOf: [{ $ref: "#/$defs/Country" }] }
    assert.deepStrictEqual(flat(referring), referring)
  })

  it("leaves values alone", () => {
    const schema: JsonSchema = { default: { allOf: [{ minLength: 1 }] } }
    assert.deepStrictEqual(flat(schema), schema)
  })
})
