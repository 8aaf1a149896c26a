import { assert, describe, it } from "@effect/vitest"
import { setTimeout as sleep } from "node:timers/promises"
import { isSmoke, sized } from "../history/sizes.ts"
import { chanceOf } from "./chance.ts"
import { latencies, report } from "./report.ts"
import { inTrial, type Trial } from "./trial.ts"
import { walkAll } from "./walks.ts"

const kills = sized(50, 1500, 5)
const enrollments = sized(250, 60_000, 30)
const atOnce = 24
/** The longest life after a service begins to serve, in milliseconds; some die before they serve at all. */
const longestLife = 500
const neverServes = 0.05

/**
 * Keeps families and kills in step, so that neither runs out first: families are let in as the kills go on, and kills wait for families.
 */
const pace = () => {
  let killed = 0
  let walked = 0
  const until = async (holds: () => boolean) => {
    while (!holds()) await sleep(5)
  }
  return {
    killed: () => killed,
    noteKill: () => killed++,
    mayKill: () => until(() => walked >= (killed - 2) / kills * enrollments - atOnce),
    /** Lets the next family in and returns true, or returns false when there is none. */
    nextFamily: async () => {
      if (walked === enrollments) return false
      const number = walked++
      await until(() => killed >= kills || number <= (killed + 2) / kills * enrollments + atOnce)
      return true
    }
  }
}

/** Starts a service of this name and kills it at some point, again and again until there were enough kills. */
const killAgainAndAgain = async (
  { stage }: Trial,
  name: string,
  { killed, mayKill, noteKill }: ReturnType<typeof pace>,
  struck: (asking: boolean) => void,
  asking: () => number
) => {
  const chance = chanceOf(`kills of ${name}`)
  while (killed() < kills) {
    const service = stage.start(name)
    const early = chance() < neverServes
    await (early ? sleep(chance() * 500) : service.ready)
    if (!early && service.base === undefined) throw new Error("the service did not start again")
    await sleep(early ? 0 : chance() * longestLife)
    await mayKill()
    if (killed() >= kills) return
    noteKill()
    struck(asking() > 0)
    await service.kill("SIGKILL")
  }
  stage.start(name)
}

describe("a service that is killed at any point", () => {
  it(
    "loses nothing that was answered and makes nothing twice: two processes, killed and started again while families walk",
    () =>
      inTrial("kill", async (trial) => {
        const { chance, clients, families, stage, verdict } = trial
        // Only a process that ends by itself leaves its compiled code to the next.
        await (await stage.startServing("first")).kill("SIGTERM")
        const began = performance.now()
        const turns = pace()
        let underLoad = 0
        const queue = families.asLongAs(turns.nextFamily)
        await Promise.all([
          walkAll(clients, queue, chance, atOnce),
          ...["one", "other"].map((name) =>
            killAgainAndAgain(trial, name, turns, (isAsking) => {
              underLoad += isAsking ? 1 : 0
            }, () => clients.underWay().length)
          )
        ])
        const seconds = Math.round((performance.now() - began) / 1000)
        assert.isTrue(isSmoke || underLoad > kills / 2, "kills found nobody asking")
        const lost = clients.history.filter(({ status }) => status === 0).length
        // Five kills may all fall between two answers.
        assert.isTrue(isSmoke || lost > 0, "no answer was lost")
        report("F1", {
          kills: turns.killed(),
          kills_under_load: underLoad,
          answers_lost: lost,
          ...await verdict(),
          ...latencies(clients.steps),
          seconds
        })
        assert.strictEqual(stage.running.size, 2)
      }),
    sized(600_000, 4 * 3_600_000)
  )
})
