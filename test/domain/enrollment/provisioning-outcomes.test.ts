import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import {
  applied,
  claimed,
  deferred,
  isLeased,
  notDue,
  Provisioning,
  refused,
  retried,
  storeAway,
  wantRecords
} from "../../../src/domain/enrollment/provisioning.ts"
import { integer, pick } from "../../fixtures/arbitrary-values.ts"
import { minute } from "../../fixtures/enrollment-walk.ts"

const wanted = wantRecords(notDue, 5, minute(0))
const problems = [{ pointer: "/student_info/birth_city", code: "too_long", message: "Too long." }]

describe("outcomes", () => {
  const taken = claimed(wanted, minute(1))

  it("the wanted version, or a newer one, is there", () => {
    for (const version of [5, 6]) {
      assert.deepStrictEqual(applied(taken, version, minute(2)), {
        state: "applied",
        attempts: 1,
        claims: 0,
        problems: [],
        wanted_version: 5,
        wanted_at: minute(0),
        applied_version: version,
        applied_at: minute(2)
      })
    }
  })

  it("an older version is there: the newer one is untried and due at once", () => {
    const newer = wantRecords(deferred(taken, minute(3), minute(2)), 6, minute(4))
    assert.deepStrictEqual(applied(claimed(newer, minute(5)), 5, minute(6)), {
      ...newer,
      applied_version: 5,
      applied_at: minute(6),
      next_attempt_at: minute(6)
    })
  })

  it("an older outcome that comes late takes nothing back", () =>
    assert.deepInclude(applied(applied(taken, 5, minute(2)), 3, minute(3)), { state: "applied", applied_version: 5 }))

  it("refused: a person must act, nothing is due", () => {
    assert.deepStrictEqual(refused(taken, problems, minute(2)), {
      state: "needs_attention",
      attempts: 1,
      claims: 0,
      problems,
      wanted_version: 5,
      wanted_at: minute(0),
      failed_at: minute(2)
    })
  })

  it("deferred: counted, due later, and the first failure is remembered", () => {
    const once = deferred(taken, minute(3), minute(2))
    const { lease_until: _, ...rest } = taken
    assert.deepStrictEqual(once, { ...rest, claims: 0, attempts: 1, failed_at: minute(2), next_attempt_at: minute(3) })
    assert.deepInclude(deferred(once, minute(9), minute(4)), {
      attempts: 2,
      failed_at: minute(2),
      next_attempt_at: minute(9)
    })
  })

  it("the store is away: nothing is counted, it stays due", () => {
    const away = storeAway(taken, minute(2))
    assert.deepInclude(away, {
      state: "pending",
      attempts: 0,
      claims: 0,
      failed_at: minute(2),
      next_attempt_at: minute(2)
    })
    assert.isFalse(isLeased(away, minute(2)))
  })

  it("retried by staff: due now, pending since now", () => {
    assert.deepInclude(retried(refused(taken, problems, minute(2)), minute(3)), {
      state: "pending",
      attempts: 0,
      problems: [],
      wanted_at: minute(3),
      next_attempt_at: minute(3)
    })
    assert.deepInclude(retried(deferred(taken, minute(9), minute(2)), minute(3)), {
      wanted_at: minute(0),
      next_attempt_at: minute(3)
    })
  })

  it.prop("whatever happens, it is well formed, pending has a time and what is applied never falls", [
    Arbitrary.array(
      Arbitrary.all([pick(["want", "claim", "apply", "refuse", "defer", "away", "retry"]), integer(0, 3)]),
      { maxLength: 30 }
    )
  ], ([happenings]) => {
    let version = 5
    let before: Provisioning = wanted
    happenings.forEach(([happening, n], index) => {
      const now = minute(index)
      const after = happening === "want"
        ? wantRecords(before, ++version, now)
        : happening === "claim"
        ? claimed(before, now)
        : happening === "apply"
        ? applied(before, version - n, now)
        : happening === "refuse"
        ? refused(before, problems, now)
        : happening === "defer"
        ? deferred(before, minute(index + n), now)
        : happening === "away"
        ? storeAway(before, now)
        : retried(before, now)
      assert.isTrue(Schema.is(Provisioning)(after))
      if (after.state === "pending") assert.isDefined(after.next_attempt_at)
      assert.isAtLeast(after.applied_version ?? 0, before.applied_version ?? 0)
      assert.strictEqual(after.state === "applied" && (after.applied_version ?? 0) < version, false)
      assert.strictEqual(after.problems.length > 0, after.state === "needs_attention")
      before = after
    })
  })
})
