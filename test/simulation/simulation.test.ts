import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { sized } from "../history/sizes.ts"

const simulate = fileURLToPath(new URL("./simulate.ts", import.meta.url))

/** Plays seeds as the command does, and answers what it printed: a line that replays it for each one that failed. */
const printed = (seeds: number): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [simulate, "--seeds", `${seeds}`], { maxBuffer: 2 ** 26 }, (_, out, err) =>
      resolve(out + err))
  })

/**
 * Open fault: where begins and steps of siblings cross with a refused write, the second enrollment of a child may stay without its
 * `same_child`. These seeds show it, and nothing else may; whoever mends it empties the list.
 */
const open = [
  "npm run simulate -- --seed 123 # I15 TSA-ENROLL-20241208-3DC8W2SX expected same_child, found nothing",
  "npm run simulate -- --seed 386 # I15 TSA-ENROLL-20241208-BA7HNTZ3 expected same_child, found nothing"
]

describe("simulation", () => {
  const seeds = sized(500, 20_000)

  it(`shows no violation in ${seeds} seeds`, async () => {
    const lines = (await printed(seeds)).trimEnd().split("\n")
    assert.deepStrictEqual(lines.filter((line) => line.includes("--seed ") && !open.includes(line)), [])
    assert.match(lines.at(-1) ?? "", new RegExp(`^${seeds} seeds from 1, `))
  }, sized(900_000, 3_600_000))
})
