import { assert, describe, it } from "@effect/vitest"
import { enrollmentDueAt, invitationDueAt } from "../../../src/domain/enrollment/due-at.ts"
import { applied, deferred, eventsMovedAfterMs } from "../../../src/domain/enrollment/provisioning.ts"
import { withoutEvents } from "../../../src/domain/history/event.ts"
import { mailSent } from "../../../src/domain/invitation/transitions.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { invited, minute, start, walkedTo } from "../../fixtures/enrollment-walk.ts"

const quiet = withoutEvents(walkedTo(4), new Set(Object.keys(walkedTo(4).events)))

describe("the outbox entry of an enrollment", () => {
  it("events are due 30 seconds after the oldest", () =>
    assert.strictEqual(enrollmentDueAt(walkedTo(3)), later(minute(1), eventsMovedAfterMs)))

  it("records are due 10 seconds after they were wanted, or when the next attempt is", () => {
    assert.strictEqual(enrollmentDueAt(quiet), later(minute(14), 10_000))
    const put_off = { ...quiet, provisioning: deferred(quiet.provisioning, minute(20), minute(15)) }
    assert.strictEqual(enrollmentDueAt(put_off), minute(20))
  })

  it("the earlier of both counts", () =>
    assert.strictEqual(
      enrollmentDueAt({ ...walkedTo(4), provisioning: quiet.provisioning }),
      later(minute(1), eventsMovedAfterMs)
    ))

  it("none is left when the records are there and the events have moved, or a person must act", () => {
    assert.isUndefined(enrollmentDueAt({ ...quiet, provisioning: applied(quiet.provisioning, 5, minute(15)) }))
    const stuck = { ...quiet.provisioning, state: "needs_attention" } as const
    assert.isUndefined(enrollmentDueAt({ ...quiet, provisioning: stuck }))
  })
})

describe("the outbox entry of an invitation", () => {
  it("its mail at once, then its events, then none", () => {
    assert.strictEqual(invitationDueAt(invited()), start)
    const sent = mailSent(invited(), 1, minute(1))
    assert.strictEqual(invitationDueAt(sent), later(start, eventsMovedAfterMs))
    assert.isUndefined(invitationDueAt(withoutEvents(sent, new Set(["event-0"]))))
  })
})
