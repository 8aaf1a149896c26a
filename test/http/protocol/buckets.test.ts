import { assert, describe, it } from "@effect/vitest"
import { makeBuckets } from "../../../src/http/limits/buckets.ts"

const bucketsAt = (perMinute: number) => {
  let seconds = 0
  const buckets = makeBuckets(perMinute, { monotonicTimeNanosUnsafe: () => BigInt(Math.round(seconds * 1e9)) })
  return {
    ...buckets,
    pass: (more: number) => {
      seconds += more
    }
  }
}

describe("a bucket", () => {
  it("gives a minute's worth at once, then one at a time as it fills up, and says when", () => {
    const { pass, take } = bucketsAt(6)
    assert.deepStrictEqual(Array.from({ length: 7 }, () => take("a")), [0, 0, 0, 0, 0, 0, 10])
    pass(4)
    assert.strictEqual(take("a"), 6)
    pass(6)
    assert.deepStrictEqual([take("a"), take("a")], [0, 10])
    assert.strictEqual(take("b"), 0)
    pass(3600)
    assert.deepStrictEqual(Array.from({ length: 7 }, () => take("a")), [0, 0, 0, 0, 0, 0, 10])
  })

  it("never holds more for what is given back", () => {
    const { giveBack, take } = bucketsAt(1)
    giveBack("a")
    assert.deepStrictEqual([take("a"), take("a")], [0, 60])
    giveBack("a")
    assert.deepStrictEqual([take("a"), take("a")], [0, 60])
  })

  it("is kept for ten thousand callers, of whom the most idle is forgotten first", () => {
    const { size, take } = bucketsAt(1)
    take("busy")
    take("idle")
    for (let index = 0; index < 9_998; index++) take(`other-${index}`)
    assert.strictEqual(take("busy"), 60)
    take("one more")
    assert.strictEqual(size(), 10_000)
    assert.strictEqual(take("busy"), 60)
    assert.strictEqual(take("idle"), 0)
  })
})
