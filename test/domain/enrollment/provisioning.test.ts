import { assert, describe, it } from "@effect/vitest"
import {
  applied,
  claimed,
  deferred,
  isLeased,
  leaseMs,
  notDue,
  refused,
  wantRecords
} from "../../../src/domain/enrollment/provisioning.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"

const wanted = wantRecords(notDue, 5, minute(0))
const problems = [{ pointer: "/student_info/birth_city", code: "too_long", message: "Too long." }]

describe("wantRecords", () => {
  it("is due ten seconds from now", () =>
    assert.deepStrictEqual(wanted, {
      state: "pending",
      wanted_version: 5,
      wanted_at: minute(0),
      next_attempt_at: later(minute(0), 10_000),
      attempts: 0,
      claims: 0,
      problems: []
    }))

  it("while pending, keeps since when, and its first failure", () => {
    const failing = deferred(wanted, minute(9), minute(1))
    assert.deepInclude(wantRecords(failing, 6, minute(2)), {
      wanted_version: 6,
      wanted_at: minute(0),
      failed_at: minute(1),
      attempts: 0
    })
  })

  it("clears what stopped the last version, and begins to count anew", () => {
    const stopped = refused(wanted, problems, minute(1))
    const again = wantRecords(stopped, 6, minute(2))
    assert.deepStrictEqual(again, { ...wantRecords(notDue, 6, minute(2)) })
  })

  it("keeps what PostgreSQL holds", () =>
    assert.deepInclude(wantRecords(applied(wanted, 5, minute(1)), 6, minute(2)), {
      state: "pending",
      applied_version: 5,
      applied_at: minute(1),
      wanted_at: minute(2)
    }))
})

describe("claims", () => {
  it("hold the item for half a minute, and are counted", () => {
    const taken = claimed(wanted, minute(1))
    assert.deepStrictEqual(taken, {
      ...wanted,
      claims: 1,
      lease_until: later(minute(1), leaseMs),
      next_attempt_at: later(minute(1), leaseMs)
    })
    assert.isTrue(isLeased(taken, minute(1)))
    assert.isTrue(isLeased(taken, later(minute(1), leaseMs - 1)))
    assert.isFalse(isLeased(taken, later(minute(1), leaseMs)))
    assert.isFalse(isLeased(wanted, minute(1)))
    assert.strictEqual(claimed(taken, minute(2)).claims, 2)
  })

  it("a lease longer than any relay takes was written by a wrong clock", () => {
    assert.isFalse(isLeased({ ...wanted, lease_until: later(minute(1), leaseMs + 1) }, minute(1)))
    assert.isFalse(isLeased({ ...wanted, lease_until: "2099-01-01T00:00:00.000Z" }, minute(1)))
  })
})
