import { Effect } from "effect"
import { browser, type Habits, send } from "./browser.ts"
import type { Chance } from "./chance.ts"
import { reconciler } from "./reconciler.ts"
import { type Result, setStage } from "./stage.ts"
import { fateIn, someWeather, type Weather } from "./weather.ts"

/** What is played: how many families and browsers, from when on, under which weather. */
export interface Scene {
  readonly families: number
  /** The browsers of each family; together they send `commands` commands. */
  readonly browsers: (chance: Chance) => number
  readonly commands: number
  readonly habits: (chance: Chance) => Habits
  /** The longest pause between two recoveries by hand (milliseconds). */
  readonly recoversWithin: number
  readonly start: number
  readonly weather: (chance: Chance, start: number) => Weather
}

export const simulation: Scene = {
  families: 3,
  browsers: (chance) => 2 + chance.below(3),
  commands: 20,
  habits: (chance) => ({ pause: chance.pick([50, 400, 1500]), manyClicks: 0.15, retries: 2 }),
  recoversWithin: 6000,
  start: Date.parse("2024-12-08T16:00:00.000Z"),
  weather: someWeather
}

/** How often a set of records may fail alone: this keeps its backoff within what convergence allows. */
const failsAtMost = 3

/** Plays a scene from a seed. `tell` hears of every step. */
export const play = (scene: Scene, seed: number, tell?: (line: string) => void): Result => {
  const { chance, families, network, run, time } = setStage({ ...scene, seed, tell })
  const weather = scene.weather(chance, scene.start)
  const habits = scene.habits(chance)
  const failures = new Map<string, number>()
  const browsers = families.flatMap((family, number) => {
    const count = scene.browsers(chance)
    return Array.from(
      { length: count },
      (_, each) => browser(network, `browser-${number}.${each}`, family, Math.ceil(scene.commands / count), habits)
    )
  })
  const recoverer = Effect.forever(Effect.andThen(
    Effect.suspend(() => time.sleep(chance.below(scene.recoversWithin))),
    Effect.suspend(() => send(network, "staff", chance.pick(families), { op: "recover", by: "staff" }))
  ))
  const trouble = {
    skews: weather.skews,
    fateOf: (port: string, method: string) => fateIn(weather, chance, time.now(), port, method),
    failsAlone: ({ extension: { enrollment_id } }: { readonly extension: { readonly enrollment_id: string } }) => {
      const before = failures.get(enrollment_id) ?? 0
      if (before >= failsAtMost || !chance.happens(weather.failsAlone)) return false
      failures.set(enrollment_id, before + 1)
      return true
    },
    losesWakeUp: () => chance.happens(weather.wakeUpLost)
  }
  return run(
    trouble,
    Effect.gen(function*() {
      const staff = yield* Effect.forkChild(Effect.all([recoverer, reconciler(network)], { concurrency: 2 }))
      yield* Effect.all(browsers, { concurrency: "unbounded", discard: true })
      staff.interruptUnsafe()
    })
  )
}
