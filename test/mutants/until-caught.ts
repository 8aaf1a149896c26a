import { play, simulation } from "../simulation/run.ts"

/** So many seeds may it take; the sound program passes all of them elsewhere. */
const most = 500

/** Plays seed after seed until one shows a violation, and says which: nothing when none does. */
for (let seed = 1; seed <= most; seed++) {
  const [violation] = play(simulation, seed).violations
  if (violation === undefined) continue
  console.log(JSON.stringify({ seeds: seed, violation }))
  break
}
