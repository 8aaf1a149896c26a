import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { applyChanges, attributeChanges } from "../../../src/domain/enrollment/attribute-changes.ts"
import { applied, claimed, leaseMs } from "../../../src/domain/enrollment/provisioning.ts"
import { completeStep, withDraft } from "../../../src/domain/enrollment/transitions.ts"
import { later } from "../../../src/domain/values/instant.ts"
import { answers, clicked, clicks, starts, statesOf } from "../../fixtures/enrollment-clicks.ts"
import { completed, context, minute, stepData, walkedTo } from "../../fixtures/enrollment-walk.ts"

describe("attributeChanges", () => {
  it.prop("made to `before` they give `after`, over one click and over many", [starts, clicks], ([first, all]) => {
    const states = statesOf(first, all)
    states.forEach((after, index) => {
      const before = states[index - 1] ?? first
      assert.deepStrictEqual(applyChanges(before, attributeChanges(before, after)), after)
      assert.deepStrictEqual(applyChanges(first, attributeChanges(first, after)), after)
    })
  })

  it.prop(
    "there are none where nothing changed, and each attribute is named once",
    [starts, clicks],
    ([first, all]) => {
      const last = statesOf(first, all).at(-1) ?? first
      assert.deepStrictEqual(attributeChanges(last, last), [])
      const paths = attributeChanges(first, last).map(({ path }) => path.join("."))
      assert.lengthOf(new Set(paths), paths.length)
    }
  )

  it("a step names its own attributes only", () => {
    const before = withDraft(walkedTo(1), 2, {}, minute(20))
    const paths = attributeChanges(before, completed(before, 2)).map(({ path }) => path.join("."))
    assert.sameMembers(paths, ["steps.2", "drafts.2", "events.event-12", "version", "updated_at"])
  })
})

describe("made to an enrollment that others changed meanwhile", () => {
  const before = walkedTo(4)
  const after = completed(before, 5, stepData[5], 30)

  it("a draft of another step stays, with its rev", () => {
    const meanwhile = withDraft(before, 6, { payment_method: "check" }, minute(29))
    assert.deepStrictEqual(applyChanges(meanwhile, attributeChanges(before, after)), {
      ...after,
      drafts: meanwhile.drafts,
      rev: meanwhile.rev
    })
  })

  it("an outcome stays, and the newer version is wanted with all that belongs to it", () => {
    const taken = claimed(before.provisioning, minute(28))
    const meanwhile = { ...before, provisioning: applied(taken, 5, minute(29)), rev: before.rev + 2 }
    const end = applyChanges(meanwhile, attributeChanges(before, after))
    assert.deepStrictEqual(end.provisioning, { ...after.provisioning, applied_version: 5, applied_at: minute(29) })
    assert.deepStrictEqual([end.version, end.rev], [6, 2])
  })

  it("a lease that was taken meanwhile stays", () => {
    const meanwhile = { ...before, provisioning: claimed(before.provisioning, minute(29)), rev: before.rev + 1 }
    const end = applyChanges(meanwhile, attributeChanges(before, after))
    assert.deepStrictEqual(end.provisioning, {
      ...after.provisioning,
      claims: 1,
      lease_until: later(minute(29), leaseMs)
    })
  })

  it.prop("whatever bookkeeping came between, steps and version are those that were accepted, rev is the other's", [
    starts,
    clicks
  ], ([first, all]) => {
    const accepted = Result.getOrElse(completeStep(first, 1, answers[1][1], "staff", context(99)), () => first)
    const bookkeeping = all.filter(({ command }) => !["complete", "waive", "withdraw"].includes(command))
    const meanwhile = bookkeeping.reduce((state, click, index) => clicked(state, click, 200 + index), first)
    const end = applyChanges(meanwhile, attributeChanges(first, accepted))
    assert.deepStrictEqual([end.steps, end.version, end.rev], [accepted.steps, accepted.version, meanwhile.rev])
    const { 1: _, ...others } = meanwhile.drafts
    assert.deepInclude(end.drafts, others)
    assert.strictEqual(end.provisioning.applied_version, meanwhile.provisioning.applied_version)
    if (accepted.provisioning !== first.provisioning) {
      const { next_attempt_at, state, wanted_version } = end.provisioning
      assert.deepStrictEqual([state, wanted_version, next_attempt_at], [
        "pending",
        accepted.version,
        later(minute(99), 10_000)
      ])
    }
  })
})
