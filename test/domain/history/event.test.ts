import { assert, describe, it } from "@effect/vitest"
import { withoutEvents } from "../../../src/domain/history/event.ts"
import { walkedTo } from "../../fixtures/enrollment-walk.ts"

describe("withoutEvents", () => {
  it("takes off what was moved and raises rev only", () => {
    const before = walkedTo(2)
    const after = withoutEvents(before, new Set(["event-1", "event-11", "elsewhere"]))
    assert.deepStrictEqual(Object.keys(after.events), ["event-12"])
    assert.deepStrictEqual({ ...after, events: before.events }, { ...before, rev: before.rev + 1 })
  })

  it("nothing moved changes nothing", () => {
    const before = walkedTo(2)
    assert.strictEqual(withoutEvents(before, new Set()), before)
    assert.strictEqual(withoutEvents(before, new Set(["elsewhere"])), before)
  })
})
