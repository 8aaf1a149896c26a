/** The seed of this run: `SEED=…` plays the same schedule again, as far as processes can. */
export const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31))

/** Returns numbers from 0 to 1, always the same for one seed and purpose (mulberry32). */
export const chanceOf = (purpose: string): () => number => {
  let state = [...purpose].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
