import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import { Enrollment } from "../../../src/domain/enrollment/enrollment.ts"
import { clicks, starts, statesOf } from "../../fixtures/enrollment-clicks.ts"
import { walkedTo } from "../../fixtures/enrollment-walk.ts"

const decode = Schema.decodeUnknownResult(Enrollment)

describe("Enrollment", () => {
  it.prop("every state survives being stored as JSON and read back", [starts, clicks], ([first, all]) => {
    const last = statesOf(first, all).at(-1) ?? first
    assert.deepStrictEqual(decode(JSON.parse(JSON.stringify(last))), Result.succeed(last))
  }, { arbitrary: { runs: 50 } })

  it.each([{ schema_version: 2 }, { enrollment_id: "TSA-ENROLL-1" }, { version: 1.5 }, { provisioning: {} }, {
    policy: {}
  }])(
    "%j is refused",
    (change) => assert.isTrue(Result.isFailure(decode({ ...walkedTo(4), ...change })))
  )
})
