import type { Chance } from "./chance.ts"
import { type Fate, type Outcome, well } from "./fate.ts"

/** How bad it gets: probabilities per call, and times in milliseconds. */
export interface Weather {
  readonly refused: number
  readonly lost: number
  readonly late: number
  readonly half: number
  readonly dies: number
  readonly slow: number
  /** The probability that a set of records fails while others in its put do not. */
  readonly failsAlone: number
  readonly wakeUpLost: number
  /** The store to which all this happens; both where none is named. */
  readonly only?: "workflow" | "records"
  /** When a store does not serve at all; a black-holed one does not even say so. */
  readonly outages: ReadonlyArray<{
    readonly store: "workflow" | "records"
    readonly from: number
    readonly to: number
    readonly outcome: "refused" | "silent"
  }>
  /** How far each process's clock is ahead. */
  readonly skews: ReadonlyArray<number>
}

export const fair: Weather = {
  refused: 0,
  lost: 0,
  late: 0,
  half: 0,
  dies: 0,
  slow: 0,
  failsAlone: 0,
  wakeUpLost: 0,
  outages: [],
  skews: [0, 0]
}

/** How far completely wrong clocks are off (milliseconds). */
const wrongBy = [300_000, -300_000, 86_400_000, -86_400_000]

/** Draws a few faults at a time, each as likely as the seed says: with all of them at once, nothing would ever get far. */
export const someWeather = (chance: Chance, start: number): Weather => {
  const maybe = (most: number) => chance.happens(0.5) ? chance.next() * most : 0
  const outage = () => {
    const from = start + chance.below(15_000)
    return {
      store: chance.pick(["workflow", "records", "records"] as const),
      from,
      to: from + 500 + chance.below(12_000),
      outcome: chance.pick(["refused", "silent"] as const)
    }
  }
  return {
    refused: maybe(0.3),
    lost: maybe(0.08),
    late: maybe(0.03),
    half: maybe(0.5),
    dies: maybe(0.04),
    slow: maybe(0.3),
    failsAlone: maybe(0.4),
    wakeUpLost: maybe(1),
    outages: Array.from({ length: chance.below(3) }, outage),
    skews: [0, chance.happens(0.3) ? chance.below(4000) - 2000 : chance.happens(0.2) ? chance.pick(wrongBy) : 0]
  }
}

const quick = 4
/** No call takes longer than this to reach its store (milliseconds). */
export const slow = 3000
/** Writes that may happen long after anybody waits for them. */
const canBeLate = ["put", "accept", "record", "take", "replace"]

/** Returns what becomes of a call of this port now. */
export const fateIn = (weather: Weather, chance: Chance, now: number, port: string, method: string): Fate => {
  const there = chance.happens(weather.slow) ? chance.below(slow) : chance.below(quick)
  const back = chance.below(quick)
  const store = port === "StudentRecords" ? "records" : "workflow"
  const outage = weather.outages.find(({ from, store: away, to }) => away === store && from <= now && now < to)
  if (outage !== undefined) return { there, back, outcome: outage.outcome }
  if (weather.only !== undefined && weather.only !== store) return { ...well, there, back }
  const fates: ReadonlyArray<readonly [Outcome, number]> = [
    ["dies before", weather.dies / 2],
    ["dies after", weather.dies / 2],
    ["refused", weather.refused],
    ["lost", weather.lost],
    ["late", canBeLate.includes(method) ? weather.late : 0],
    ["half", method === "append" ? weather.half : 0]
  ]
  let drawn = chance.next()
  for (const [outcome, probability] of fates) {
    if (drawn < probability) return { there, back, outcome }
    drawn -= probability
  }
  return { ...well, there, back }
}
