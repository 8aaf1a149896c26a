import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { sameHash } from "../../../src/domain/secrets/keyed-hash.port.ts"

describe("sameHash", () => {
  it.prop("is equality", [Schema.String, Schema.String], ([one, other]) => {
    assert.isTrue(sameHash(one, `${one}`))
    assert.strictEqual(sameHash(one, other), one === other)
    assert.isFalse(sameHash(one, `${one}x`))
    assert.isFalse(sameHash(`${one}a`, `${one}b`))
  })
})
