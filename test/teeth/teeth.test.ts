import { assert, describe, it } from "@effect/vitest"
import { biteAll } from "./bite.ts"
import { bugs } from "./bugs.ts"

describe("deliberate bugs", () => {
  it("are all caught by the simulation", async () => {
    const bites = await biteAll()
    assert.deepStrictEqual(bites.filter(({ seeds }) => seeds === undefined).map(({ bug }) => bug), [])
    assert.strictEqual(bites.length, bugs.length)
  }, 300_000)
})
