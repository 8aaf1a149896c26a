import { assert, describe, it } from "@effect/vitest"
import { liftAbove } from "../../../src/domain/enrollment/lift.ts"
import { applied } from "../../../src/domain/enrollment/provisioning.ts"
import { context, minute, walkedTo } from "../../fixtures/enrollment-walk.ts"

const walked = walkedTo(4)
const settled = { ...walked, provisioning: applied(walked.provisioning, walked.version, minute(20)) }

describe("an enrollment that is lifted", () => {
  it("rises above the version that is held, and wants its records, with an event that says from where", () => {
    const lifted = liftAbove(settled, 12, context(99))
    assert.strictEqual(lifted.version, 13)
    assert.deepInclude(lifted.provisioning, { state: "pending", wanted_version: 13, wanted_at: minute(99) })
    assert.deepInclude(lifted.events["event-99"], {
      type: "enrollment_lifted",
      details: { from: settled.version, version: 13 }
    })
    assert.deepStrictEqual({ ...lifted, version: 0, events: {}, provisioning: {}, updated_at: "" }, {
      ...settled,
      version: 0,
      events: {},
      provisioning: {},
      updated_at: ""
    })
  })

  it("stays as it is where nothing newer is held", () => {
    for (const held of [0, settled.version]) assert.strictEqual(liftAbove(settled, held, context(99)), settled)
  })
})
