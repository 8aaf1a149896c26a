import { assert, describe, it } from "@effect/vitest"
import { mutants } from "./all.ts"
import { catchAll } from "./catch-all.ts"

describe("mutants", () => {
  it("are all caught by the simulation", async () => {
    const caught = await catchAll()
    assert.deepStrictEqual(caught.filter(({ seeds }) => seeds === undefined).map(({ mutant }) => mutant), [])
    assert.strictEqual(caught.length, mutants.length)
  }, 300_000)
})
