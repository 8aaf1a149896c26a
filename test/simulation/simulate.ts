import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import { play, simulation } from "./run.ts"
import type { Result } from "./stage.ts"

const usage = "npm run simulate -- --seed <n> [--trace] | --seeds <how many> [--from <first>]"

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string", default: "500" },
    from: { type: "string", default: "1" },
    trace: { type: "boolean", default: false }
  }
})

const whole = (text: string): number => {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  console.error(usage)
  process.exit(2)
}

/** Returns the one line that replays a seed, with what it showed. */
const replay = ({ seed, violations }: Result): string => `npm run simulate -- --seed ${seed} # ${violations.join("; ")}`

/** Plays seeds in a thread of their own: every `step`-th one, beginning with `from`. */
const played = (from: number, to: number, step: number): Promise<ReadonlyArray<Result>> =>
  new Promise((resolve, reject) => {
    const results: Array<Result> = []
    const worker = new Worker(new URL("./seeds.ts", import.meta.url), { workerData: { from, to, step } })
    worker.on("message", (result: Result) => {
      results.push(result)
      if (result.violations.length > 0) console.log(replay(result))
    })
    worker.on("error", reject)
    worker.on("exit", () => resolve(results))
  })

const playSeeds = async (from: number, count: number) => {
  const began = performance.now()
  const threads = Math.min(availableParallelism(), count)
  const all = await Promise.all(
    Array.from({ length: threads }, (_, thread) => played(from + thread, from + count, threads))
  )
  const results = all.flat()
  const seconds = (performance.now() - began) / 1000
  const sum = (of: (result: Result) => number) => results.reduce((total, result) => total + of(result), 0)
  const broken = results.filter(({ violations }) => violations.length > 0).length
  console.log(
    `${results.length} seeds from ${from}, ${sum(({ exchanges }) => exchanges)} commands, ${
      sum(({ calls }) => calls)
    } ` +
      `calls of stores: ${broken} with violations; ${seconds.toFixed(1)} s, ${
        (results.length / seconds).toFixed(1)
      } seeds/s`
  )
  process.exitCode = broken > 0 || results.length < count ? 1 : 0
}

if (values.seed === undefined) await playSeeds(whole(values.from), whole(values.seeds))
else {
  const result = play(simulation, whole(values.seed), values.trace ? (line) => process.stdout.write(line) : undefined)
  for (const violation of result.violations) console.log(violation)
  console.log(
    `seed ${result.seed}: ${result.exchanges} commands, ${result.violations.length} violations, ${result.digest}`
  )
  process.exitCode = result.violations.length > 0 ? 1 : 0
}
