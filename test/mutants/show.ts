import { catchAll } from "./catch-all.ts"

const caught = await catchAll()
for (const { mutant, seeds, violation } of caught) {
  console.log(
    `${mutant.padEnd(52)} ${seeds === undefined ? "NOT CAUGHT" : `seed ${seeds}`.padEnd(10)} ${violation ?? ""}`
  )
}
process.exitCode = caught.every(({ seeds }) => seeds !== undefined) ? 0 : 1
