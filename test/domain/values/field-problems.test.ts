import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { decodeStrictly, jsonPointer } from "../../../src/domain/values/field-problems.ts"
import { personName } from "../../../src/domain/values/text.ts"

const decode = decodeStrictly(Schema.Struct({
  name: personName,
  "a/b~c": Schema.optionalKey(Schema.Boolean),
  children: Schema.optionalKey(Schema.Array(Schema.Struct({ name: personName })))
}))
const problems = (input: unknown) => Result.getOrThrow(Result.flip(decode(input)))

describe("decodeStrictly", () => {
  it("answers the decoded value", () =>
    assert.deepStrictEqual(decode({ name: " Ada " }), Result.succeed({ name: "Ada" })))

  it("names every problem at once, by pointer, code and parameters", () =>
    assert.sameDeepMembers([...problems({ "a/b~c": "x", children: [{ name: "Ada" }, {}, { name: 5 }], extra: 1 })], [
      { pointer: "", code: "unknown_field" },
      { pointer: "/name", code: "required" },
      { pointer: "/a~1b~0c", code: "wrong_type", params: { expected: "yes_no" } },
      { pointer: "/children/1/name", code: "required" },
      { pointer: "/children/2/name", code: "wrong_type", params: { expected: "text" } }
    ]))

  it("says one thing per path, and one for all unknown fields of an object", () => {
    assert.lengthOf(problems({ name: "1\u0000" }), 1)
    assert.lengthOf(problems({ name: "Ada", one: 1, two: 2, three: 3 }), 1)
  })

  it.prop("repeats neither a value nor an unknown name", [Schema.Json], ([value]) => {
    const text = JSON.stringify(
      problems({ sentinelField: value, name: ["sentinel value"], children: { sentinelKey: value } })
    )
    assert.notInclude(text, "sentinel")
  })
})

describe("jsonPointer", () => {
  it("escapes as RFC 6901 says", () => {
    assert.strictEqual(jsonPointer([]), "")
    assert.strictEqual(jsonPointer(["a/b", 0, "m~n", ""]), "/a~1b/0/m~0n/")
  })
})
