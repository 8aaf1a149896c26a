import { biteAll } from "./bite.ts"

const bites = await biteAll()
for (const { bug, seeds, violation } of bites) {
  console.log(`${bug.padEnd(52)} ${seeds === undefined ? "NOT CAUGHT" : `seed ${seeds}`.padEnd(10)} ${violation ?? ""}`)
}
process.exitCode = bites.every(({ seeds }) => seeds !== undefined) ? 0 : 1
