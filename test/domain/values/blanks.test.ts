import { assert, describe, it } from "@effect/vitest"
import { withoutBlanks } from "../../../src/domain/values/blanks.ts"

describe("withoutBlanks", () => {
  it("drops blank fields at any depth", () =>
    assert.deepStrictEqual(
      withoutBlanks({ a: "", b: " \t", c: null, d: undefined, e: { f: "", g: "x" }, h: [{ i: null, j: " x " }] }),
      { e: { g: "x" }, h: [{ j: " x " }] }
    ))

  it("false, 0, empty lists and the entries of lists are no blanks", () =>
    assert.deepStrictEqual(withoutBlanks({ a: false, b: 0, c: [], d: ["", null], e: {}, f: { g: " " } }), {
      a: false,
      b: 0,
      c: [],
      d: ["", null],
      e: {},
      f: {}
    }))

  it("leaves alone what is no object", () => {
    assert.deepStrictEqual(["", null, undefined, 5, "x"].map(withoutBlanks), ["", null, undefined, 5, "x"])
  })
})
