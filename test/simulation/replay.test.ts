import { assert, describe, it } from "@effect/vitest"
import { play, simulation } from "./run.ts"

describe("a seed", () => {
  it("is replayed to the letter, whatever ran before it", () => {
    const seeds = [1, 2, 3, 4, 5]
    const first = seeds.map((seed) => play(simulation, seed).digest)
    const again = seeds.toReversed().map((seed) => play(simulation, seed).digest)
    assert.deepStrictEqual(again.toReversed(), first)
    assert.strictEqual(new Set(first).size, seeds.length)
  })
})
