import { Effect } from "effect"
import { createHash } from "node:crypto"
import type { WorldState } from "../../src/adapters/memory/world.ts"
import { checkHistory, described } from "../history/check-history.ts"
import { halfSetReader } from "../history/half-sets.ts"
import type { Exchange } from "../history/history.ts"
import { browser, type Network, send } from "./browser.ts"
import { type Chance, chanceFrom } from "./chance.ts"
import { dumpOf, setsOf } from "./dump.ts"
import { well } from "./fate.ts"
import { type NodeProcess, nodeProcess, type Surroundings } from "./node-process.ts"
import { type Family, foundTown } from "./town.ts"
import { virtualTime } from "./virtual-time.ts"
import { fateIn, someWeather, type Weather } from "./weather.ts"

/** What is played: how many of whom, from when on, under which weather. */
export interface Scene {
  readonly families: number
  /** Browsers of each family, and how much all of them do together. */
  readonly browsers: (chance: Chance) => number
  readonly commands: number
  readonly start: number
  readonly weather: (chance: Chance, start: number) => Weather
}

export const simulation: Scene = {
  families: 3,
  browsers: (chance) => 2 + chance.below(3),
  commands: 20,
  start: Date.parse("2024-12-08T16:00:00.000Z"),
  weather: someWeather
}

export interface Result {
  readonly seed: number
  readonly violations: ReadonlyArray<string>
  /** Of all that happened, in its order. */
  readonly digest: string
  readonly calls: number
  readonly exchanges: number
}

/** After the faults stop, so long may it take until nothing is pending (milliseconds). */
const convergesWithin = 30_000

const isSettled = ({ enrollments }: WorldState) =>
  [...enrollments.values()].every(({ provisioning }) => provisioning.state !== "pending")

/** Plays a scene from a seed. `tell` hears every step of it. */
export const play = (scene: Scene, seed: number, tell: (line: string) => void = () => {}): Result => {
  const chance = chanceFrom(seed)
  const time = virtualTime(scene.start)
  const { families, stores, world } = foundTown(chance, new Date(scene.start).toISOString(), scene.families)
  const weather = scene.weather(chance, scene.start)
  const reader = halfSetReader()
  const history: Array<Exchange> = []
  const violations: Array<string> = []
  const hash = createHash("sha1")
  const failures = new Map<string, number>()
  let [calls, isQuiet, under] = [0, false, 0]

  const trace = (line: string) => {
    const stamped = `${time.now() - scene.start} ${line}\n`
    hash.update(stamped)
    tell(stamped)
  }
  const around: Surroundings = {
    time,
    chance,
    stores,
    fateOf: (process, port, method, subject) => {
      calls++
      const fate = isQuiet ? { ...well, back: 1 } : fateIn(weather, chance, time.now(), port, method)
      trace(`${process} ${port}.${method} ${subject} ${fate.outcome} ${fate.there} ${fate.back}`)
      return fate
    },
    failsAlone: ({ extension: { enrollment_id } }) => {
      const before = failures.get(enrollment_id) ?? 0
      if (isQuiet || before >= 3 || !chance.happens(weather.failsAlone)) return false
      failures.set(enrollment_id, before + 1)
      return true
    },
    onPut: (ids) => violations.push(...reader.look(setsOf(world, ids)).map(described)),
    later: (effect) => {
      under++
      time.after(chance.below(8000), () => {
        under--
        Effect.runSync(Effect.exit(effect))
      })
    },
    losesWakeUp: () => !isQuiet && chance.happens(weather.wakeUpLost),
    defect: (what) => violations.push(`defect ${what}`)
  }
  let started = 0
  const processes: Array<NodeProcess> = []
  const start = (place: number) => {
    processes[place] = nodeProcess(around, `node-${place}.${started++}`, () => isQuiet ? 0 : weather.skews[place] ?? 0)
  }
  const keepRunning = (place: number): Effect.Effect<never> =>
    Effect.forever(Effect.andThen(
      time.sleep(700),
      Effect.suspend(() => {
        if (processes[place]?.isAlive() === true) return Effect.void
        return Effect.andThen(time.sleep(isQuiet ? 0 : chance.below(3000)), Effect.sync(() => start(place)))
      })
    ))
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
  const ofFamily = (family: Family, number: number) => {
    const browsers = scene.browsers(chance)
    return Array.from(
      { length: browsers },
      (_, each) => browser(network, `browser-${number}.${each}`, family, Math.ceil(scene.commands / browsers))
    )
  }
  const recoverer = Effect.forever(Effect.andThen(
    Effect.suspend(() => time.sleep(1000 + chance.below(5000))),
    Effect.suspend(() => send(network, "staff", chance.pick(families), { op: "recover", by: "staff" }))
  ))
  const everything = Effect.gen(function*() {
    weather.skews.forEach((_, place) => start(place))
    yield* Effect.forEach(weather.skews, (_, place) => Effect.forkChild(keepRunning(place)))
    const staff = yield* Effect.forkChild(recoverer)
    yield* Effect.all(families.flatMap(ofFamily), { concurrency: "unbounded", discard: true })
    staff.interruptUnsafe()
    isQuiet = true
    const stopped = time.now()
    while (under > 0 || !isSettled(world) && time.now() < stopped + convergesWithin) yield* time.sleep(250)
    trace(`settled after ${time.now() - stopped}`)
  })
  time.run(Effect.runForkWith(time.context)(everything))
  violations.push(...checkHistory(history, dumpOf(world)).map(described))
  violations.forEach(trace)
  return { seed, violations, digest: hash.digest("hex"), calls, exchanges: history.length }
}
