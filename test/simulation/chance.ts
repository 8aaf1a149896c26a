import { suffixOf } from "../../src/domain/values/identifiers.ts"

/** Chance from one seed. It is the only source of chance in a simulation, so that the seed replays the run. */
export interface Chance {
  /** From 0 up to 1. */
  readonly next: () => number
  /** An integer from 0 up to `below`. */
  readonly below: (below: number) => number
  readonly happens: (probability: number) => boolean
  readonly pick: <A>(all: ReadonlyArray<A>) => A
  readonly suffixNumber: () => number
  readonly uuid: () => string
}

/** SplitMix32 to spread the seed, sfc32 to draw. */
export const chanceFrom = (seed: number): Chance => {
  let spread = seed >>> 0
  const state = Array.from({ length: 4 }, () => {
    spread = (spread + 0x9e3779b9) | 0
    let mixed = spread ^ (spread >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  })
  let [a = 0, b = 0, c = 0, d = 0] = state
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const suffixNumber = () => below(2 ** 32) * 256 + below(256)
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (all) => {
      const picked = all[below(all.length)]
      if (picked === undefined) throw new Error("nothing to pick from")
      return picked
    },
    suffixNumber,
    uuid: () => `${suffixOf(suffixNumber())}-${suffixOf(suffixNumber())}`
  }
}
