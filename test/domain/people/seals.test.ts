import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { sameSeal } from "../../../src/domain/people/seals.port.ts"

describe("sameSeal", () => {
  it.prop("is equality", [Schema.String, Schema.String], ([one, other]) => {
    assert.isTrue(sameSeal(one, `${one}`))
    assert.strictEqual(sameSeal(one, other), one === other)
    assert.isFalse(sameSeal(one, `${one}x`))
    assert.isFalse(sameSeal(`${one}a`, `${one}b`))
  })
})
