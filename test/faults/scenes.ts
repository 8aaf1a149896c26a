import type { Chance } from "../simulation/chance.ts"
import { play, type Scene, simulation } from "../simulation/run.ts"
import { fair, type Weather } from "../simulation/weather.ts"

const minutes = 60_000
const days = 86_400_000

/** Throttled in one call of three, in every call during bursts, and sometimes failing after the write (F4). */
const throttled = (_: Chance, start: number): Weather => ({
  ...fair,
  only: "workflow",
  refused: 0.3,
  lost: 0.05,
  half: 0.3,
  wakeUpLost: 0.2,
  outages: [4000, 9000, 15_000].map((after) => ({
    store: "workflow",
    from: start + after,
    to: start + after + 1500,
    outcome: "refused"
  }))
})

export const throttling = (families: number): Scene => ({
  ...simulation,
  families,
  browsers: () => 1,
  commands: 14,
  habits: () => ({ pause: 1500, manyClicks: 0.1, retries: 12 }),
  weather: throttled
})

/** One family at many screens that clicks again and again, in any order, while nothing else goes wrong (F5). */
export const manyBrowsers: Scene = {
  ...simulation,
  families: 1,
  browsers: (chance) => 2 + chance.below(7),
  commands: 50,
  habits: () => ({ pause: 100, manyClicks: 0.5, retries: 2 }),
  weather: () => ({ ...fair, slow: 0.05 })
}

/** Everybody who makes records works at once on the same enrollments: two relays, wake-ups, and staff who cannot wait (F6). */
export const manyHands: Scene = {
  ...simulation,
  families: 20,
  browsers: () => 2,
  commands: 16,
  habits: () => ({ pause: 200, manyClicks: 0.2, retries: 2 }),
  recoversWithin: 40,
  weather: () => ({ ...fair, slow: 0.2, failsAlone: 0.1, wakeUpLost: 0.3 })
}

/** One process with a wrong clock, over the boundaries of days, school years and summer time in Austin (F7). */
export const skews = [5 * minutes, -5 * minutes, days, -days]
export const edges = [
  "2025-03-09T07:59:58.000Z",
  "2025-11-02T06:59:58.000Z",
  "2025-08-01T04:59:58.000Z",
  "2025-06-01T04:59:58.000Z",
  "2025-01-01T05:59:58.000Z"
]

export const wrongClock = (start: string, skew: number): Scene => ({
  ...simulation,
  start: Date.parse(start),
  weather: () => ({ ...fair, dies: 0.01, wakeUpLost: 0.3, skews: [0, skew] })
})

/** Returns what goes wrong with these seeds, each under its number. */
export const violationsIn = (scene: Scene, seeds: number): ReadonlyArray<string> =>
  Array.from({ length: seeds }, (_, number) => play(scene, number + 1)).flatMap(({ seed, violations }) =>
    violations.map((violation) => `seed ${seed}: ${violation}`)
  )
