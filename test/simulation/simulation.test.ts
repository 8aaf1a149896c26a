import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { sized } from "../history/sizes.ts"

const simulate = fileURLToPath(new URL("./simulate.ts", import.meta.url))

/** Plays seeds as the command does, and returns what it printed: for each seed that failed, a line that replays it. */
const printed = (seeds: number): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [simulate, "--seeds", `${seeds}`], { maxBuffer: 2 ** 26 }, (_, out, err) =>
      resolve(out + err))
  })

describe("simulation", () => {
  const seeds = sized(500, 20_000, 50)

  it(`shows no violation in ${seeds} seeds`, async () => {
    assert.match(await printed(seeds), new RegExp(`^${seeds} seeds from 1, .*: 0 with violations; .*\\n$`))
  }, sized(900_000, 3_600_000))
})
