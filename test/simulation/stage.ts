import { Effect } from "effect"
import { createHash } from "node:crypto"
import { setsIn } from "../../src/adapters/memory/student-records.ts"
import type { Enrollment } from "../../src/domain/enrollment/enrollment.ts"
import { checkHistory, described } from "../history/check-history.ts"
import { halfSetReader } from "../history/half-sets.ts"
import type { Exchange } from "../history/history.ts"
import type { Network } from "./browser.ts"
import { chanceFrom } from "./chance.ts"
import { dumpOf } from "./dump.ts"
import { type Fate, well } from "./fate.ts"
import type { Caller } from "./faulty-ports.ts"
import { type NodeProcess, nodeProcess, type Surroundings } from "./node-process.ts"
import { differing } from "./reconciler.ts"
import { foundTown } from "./town.ts"
import { type VirtualTime, virtualTime } from "./virtual-time.ts"
import { slow } from "./weather.ts"

/** What a run shows. `digest` covers everything that happened, in order. */
export interface Result {
  readonly seed: number
  readonly violations: ReadonlyArray<string>
  readonly digest: string
  readonly calls: number
  readonly exchanges: number
}

/** What goes wrong until it is quiet. */
export interface Trouble {
  readonly fateOf: (port: string, method: string) => Fate
  readonly failsAlone: Caller["failsAlone"]
  readonly losesWakeUp: () => boolean
  /** How far each process's clock is ahead. There are as many processes as entries. */
  readonly skews: ReadonlyArray<number>
}

/** How long it may take, after the faults stop, until nothing is pending (milliseconds). */
const convergesWithin = 30_000

/**
 * Sets up a town with its processes on virtual time, before anything happens. `run` lets somebody act, then ends all trouble, waits until
 * everything has come to rest, and checks what was answered against what is stored.
 */
export const setStage = (
  { families: count, seed, start: begins, tell = () => {} }: {
    readonly seed: number
    readonly start: number
    readonly families: number
    readonly tell?: ((line: string) => void) | undefined
  }
) => {
  const chance = chanceFrom(seed)
  const time: VirtualTime = virtualTime(begins)
  const { families, stores, world } = foundTown(chance, new Date(begins).toISOString(), count)
  const reader = halfSetReader()
  const history: Array<Exchange> = []
  const violations: Array<string> = []
  const hash = createHash("sha1")
  const processes: Array<NodeProcess> = []
  let [calls, started, underWay, isQuiet] = [0, 0, 0, false]

  const trace = (line: string) => {
    const stamped = `${time.now() - begins} ${line}\n`
    hash.update(stamped)
    tell(stamped)
  }

  const surroundings = (trouble: Trouble): Surroundings => ({
    time,
    chance,
    stores,
    fateOf: (process, port, method, subject) => {
      calls++
      const fate = isQuiet ? { ...well, back: 1 } : trouble.fateOf(port, method)
      trace(`${process} ${port}.${method} ${subject} ${fate.outcome} ${fate.there} ${fate.back}`)
      return fate
    },
    failsAlone: (set) => !isQuiet && trouble.failsAlone(set),
    onPut: (ids) => violations.push(...reader.look(setsIn(world, ids)).map(described)),
    later: (effect) => {
      underWay++
      time.after(chance.below(8000), () => {
        underWay--
        Effect.runSync(Effect.exit(effect))
      })
    },
    losesWakeUp: () => !isQuiet && trouble.losesWakeUp(),
    defect: (what) => violations.push(`defect ${what}`)
  })

  /** Keeps a process in this place: starts another whenever it has died. */
  const kept = (around: Surroundings, place: number, skew: number): Effect.Effect<never> =>
    Effect.gen(function*() {
      for (;;) {
        processes[place] = nodeProcess(around, `node-${place}.${started++}`, () => isQuiet ? 0 : skew)
        while (processes[place]?.isAlive() === true) yield* time.sleep(500)
        yield* time.sleep(isQuiet ? 0 : chance.below(3000))
      }
    })

  const network: Network = {
    time,
    chance,
    anyProcess: () => {
      const living = processes.filter((process) => process.isAlive())
      return living.length === 0 ? undefined : chance.pick(living)
    },
    note: (exchange) => {
      trace(JSON.stringify(exchange))
      history.push(exchange)
    }
  }

  const isOpen = ({ child_claim_due_at, provisioning }: Enrollment) =>
    provisioning.state === "pending" || child_claim_due_at !== undefined

  const atRest = Effect.gen(function*() {
    const until = time.now() + convergesWithin
    // What a dead process had sent still arrives, and what staff had asked for is still done.
    yield* time.sleep(slow)
    while (underWay > 0 || time.now() < until && [...world.enrollments.values()].some(isOpen)) yield* time.sleep(250)
  })

  const run = (trouble: Trouble, act: Effect.Effect<unknown>): Result => {
    const around = surroundings(trouble)
    const everything = Effect.gen(function*() {
      yield* Effect.forEach(trouble.skews, (skew, place) => Effect.forkChild(kept(around, place, skew)))
      yield* Effect.yieldNow
      yield* act
      isQuiet = true
      yield* atRest
      violations.push(...yield* differing(network))
      yield* atRest
    })
    time.run(Effect.runForkWith(time.context)(everything))
    violations.push(...checkHistory(history, dumpOf(world)).map(described))
    violations.forEach(trace)
    return { seed, violations, digest: hash.digest("hex"), calls, exchanges: history.length }
  }

  return { chance, families, network, run, time, world }
}
