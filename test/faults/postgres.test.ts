import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { setTimeout as sleep } from "node:timers/promises"
import { sized } from "../history/sizes.ts"
import type { Clients } from "./client.ts"
import { postgresFaults, prepareInjection } from "./postgres-faults.ts"
import { pendingIn, untilQuiet } from "./quiet.ts"
import { latencies, quantile, report } from "./report.ts"
import { openTrial, type Trial } from "./trial.ts"
import { walkAll } from "./walks.ts"

/** How many families walk at once. */
const atOnce = sized(4, 8)
/** The connections of two processes' pools, and how often each process probes a store that is away. */
const [pools, probeEveryMs] = [16, 5000]

/** Waits until `more` further steps were answered. */
const answered = async ({ steps }: Clients, more: number) => {
  const enough = steps.length + more
  while (steps.length < enough) await sleep(5)
}

let trial: Trial
beforeAll(async () => {
  trial = await openTrial("postgres")
  await prepareInjection(trial.stage)
  await Promise.all(["one", "other"].map((name) => trial.stage.startServing(name)))
}, 60_000)
afterAll(() => trial.stage.stop())

describe("while families walk", () => {
  it.each(postgresFaults)(
    "PostgreSQL has $name: no step is answered otherwise, and all records are there soon after",
    async ({ name, play, rounds, stopsAll }) => {
      const { chance, clients, families, stage } = trial
      const before = clients.history.length
      const [first, quiet, waited] = [clients.steps.length, new Array<number>(), new Array<number>()]
      for (let round = 0; round < rounds; round++) {
        let isOver = false
        const queue = families.asLongAs(() => !isOver)
        const walking = walkAll(clients, queue, chance, atOnce)
        await answered(clients, 20)
        const [began, connected] = [performance.now(), stage.postgres.connections()]
        await play(stage)
        const probes = 2 * Math.ceil((performance.now() - began) / probeEveryMs)
        waited.push(await pendingIn(stage))
        await answered(clients, 20)
        isOver = true
        await walking
        if (stopsAll) {
          assert.isAbove(waited.at(-1) ?? 0, 0, "nothing had to wait")
          assert.isAtMost(stage.postgres.connections() - connected, 2 * pools + probes, "more than probes were tried")
        }
        quiet.push(await untilQuiet(stage))
      }
      const all = clients.history.slice(before)
      assert.deepStrictEqual(
        all.filter((each) => (each.status === 0 || each.status >= 300) && each.is_under_way !== true),
        []
      )
      report(`F3 ${name}`, {
        rounds,
        most_waiting: Math.max(...waited),
        p50_ms_until_quiet: quantile(quiet, 0.5),
        max_ms_until_quiet: quantile(quiet, 1),
        ...latencies(clients.steps.slice(first))
      })
    },
    sized(600_000, 3_600_000)
  )

  it("and in the end both stores say what was answered", async () => {
    const figures = await trial.verdict()
    assert.strictEqual(figures.violations, 0)
    report("F3", figures)
  }, 600_000)
})
