import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { isEven, isSuspicious, noFingerprint, withIds } from "../../../src/domain/reconciliation/fingerprint.ts"

const Ids = Schema.UniqueArray(Schema.String.check(Schema.isPattern(/^TSA-STU-[0-9A-Z]{4}$/)))
const idsTo = (count: number) => Array.from({ length: count }, (_, index) => `TSA-STU-20241208-${index + 10_000_000}`)

describe("a fingerprint", () => {
  it.prop("is even when the same ids are added and taken off, in any order and any portions", [Ids], ([ids]) => {
    const half = Math.floor(ids.length / 2)
    const added = withIds(withIds(noFingerprint, ids.slice(half), 1), ids.slice(0, half), 1)
    assert.isTrue(isEven(withIds(added, ids.toReversed(), -1)))
  })

  it.prop("suspects every id that is in one set only", [Ids, Ids], ([one, other]) => {
    const fingerprint = withIds(withIds(noFingerprint, one, 1), other, -1)
    for (const id of other.filter((each) => !one.includes(each))) assert.isTrue(isSuspicious(fingerprint, id))
    for (const id of one.filter((each) => !other.includes(each))) assert.isTrue(isSuspicious(fingerprint, id))
  })

  it("suspects few others", () => {
    const all = idsTo(20_000)
    const fingerprint = withIds(withIds(noFingerprint, all.slice(10), 1), all, -1)
    const suspects = all.filter((id) => isSuspicious(fingerprint, id))
    assert.includeMembers(suspects, all.slice(0, 10))
    assert.isBelow(suspects.length, 300)
  })
})
