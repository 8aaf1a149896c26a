import { assert, describe, it } from "@effect/vitest"
import { sized } from "../history/sizes.ts"
import { edges, manyBrowsers, manyHands, skews, throttling, violationsIn, wrongClock } from "./scenes.ts"

const limit = sized(300_000, 3_600_000)

describe("no violation", () => {
  it(
    "when the workflow store throttles, in bursts too, and fails after writes",
    () => {
      assert.deepStrictEqual(violationsIn(throttling(sized(500, 2000, 50)), sized(1, 10)), [])
    },
    limit
  )

  it("when a family clicks again and again in many browsers", () => {
    assert.deepStrictEqual(violationsIn(manyBrowsers, sized(1000, 20_000, 50)), [])
  }, limit)

  it("when two relays, wake-ups and staff make the same records", () => {
    assert.deepStrictEqual(violationsIn(manyHands, sized(10, 100, 2)), [])
  }, limit)

  it.each(edges.flatMap((start) => skews.map((skew) => [start, skew] as const)))(
    "when from %s on one clock is %i ms ahead",
    (start, skew) => {
      assert.deepStrictEqual(violationsIn(wrongClock(start, skew), sized(5, 50, 1)), [])
    },
    limit
  )
})
