import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { readJson } from "../../../src/http/json-text.ts"
import { bent } from "../../security/fuzz/bend.ts"
import type { Json } from "../../security/fuzz/values.ts"
import { chanceFrom } from "../../simulation/chance.ts"

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer

describe("the reader of JSON", () => {
  it("reads whatever was written as JSON as the same", () => {
    let value: Json = { a: [{ b: "c" }, null, 1.5], '"': '\\":' }
    for (let seed = 0; seed < 500; seed++) {
      const next = bent(value, chanceFrom(seed), 'x"y":\\')
      const text = JSON.stringify(next)
      const read = readJson(bytesOf(text))
      if (Result.isSuccess(read)) assert.deepStrictEqual(read.success, JSON.parse(text))
      else assert.strictEqual(read.failure.code, "nested-too-deeply")
      if (text.length < 5000 && Result.isSuccess(read)) value = next
    }
  })

  it("refuses, and never fails, whatever bytes it is given", () => {
    const chance = chanceFrom(1)
    for (let round = 0; round < 5000; round++) {
      const bytes = Uint8Array.from(
        { length: chance.below(12) },
        () => chance.pick([0x22, 0x7b, 0x3a, chance.below(256)])
      )
      const read = readJson(bytes.buffer)
      if (Result.isSuccess(read)) {
        assert.strictEqual(new TextEncoder().encode(new TextDecoder().decode(bytes)).length, bytes.length)
      }
    }
  })

  it("reads a text of a megabyte", () => {
    for (const text of ["x".repeat(2 ** 20), '\\"'.repeat(2 ** 19), ":".repeat(2 ** 20)]) {
      assert.isTrue(Result.isSuccess(readJson(bytesOf(`{"a":"${text}"}`))))
    }
    assert.isTrue(Result.isSuccess(readJson(bytesOf(JSON.stringify(Array.from({ length: 2 ** 18 }, () => ""))))))
  })
})
