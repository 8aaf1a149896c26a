import { setTimeout as sleep } from "node:timers/promises"
import { Enrollments } from "../src/domain/enrollment/enrollments.port.ts"
import type { EnrollmentId } from "../src/domain/values/identifiers.ts"
import { chanceOf } from "../test/faults/chance.ts"
import { clientsOf } from "../test/faults/client.ts"
import { type Family, invitedFamilies } from "../test/faults/families.ts"
import { untilQuiet } from "../test/faults/quiet.ts"
import { openStage } from "../test/faults/stage.ts"

/**
 * Steps 4 to 6 as a family waits for them, with PostgreSQL there and in a black hole, in turns; and how long after step 4 its records are
 * there, at rest.
 */
const rounds = 5
const families = 60
const atOnce = 4
/** A step of a family now and then: what it takes from the acceptance of step 4 to the records when nothing else is asked. */
const restMs = 50

const sorted = (values: ReadonlyArray<number>) => values.toSorted((one, other) => one - other)
const quantile = (values: ReadonlyArray<number>, q: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN
const shown = (ms: number) => ms.toFixed(1).padStart(8)

const stage = await openStage()
try {
  const invited = invitedFamilies(stage, chanceOf("families"))
  const clients = clientsOf(stage, chanceOf("clients"))
  await stage.startServing("service")

  const walkTo3 = async () => {
    const all = await Promise.all(Array.from({ length: families }, () => invited.next()))
    for (const family of all) {
      await clients.begin(family)
      for (const step of [1, 2, 3] as const) await clients.step(family, step)
    }
    return all
  }
  /** Milliseconds of each of steps 4 to 6. */
  const measured = async (all: ReadonlyArray<Family>) => {
    const before = clients.steps.length
    const queue = all.values()
    await Promise.all(Array.from({ length: atOnce }, async () => {
      for (const family of queue) for (const step of [4, 5, 6] as const) await clients.step(family, step)
    }))
    return clients.steps.slice(before).map(({ ms }) => ms)
  }

  await measured(await walkTo3())
  const there: Array<number> = []
  const away: Array<number> = []
  for (let round = 0; round < rounds; round++) {
    there.push(...await measured(await walkTo3()))
    const next = await walkTo3()
    stage.postgres.fallSilent()
    away.push(...await measured(next))
    stage.postgres.speak()
    await untilQuiet(stage)
  }

  const rested = await walkTo3()
  const since = (await stage.rows("SELECT now() AS now"))[0]?.["now"]
  for (const family of rested) {
    await clients.step(family, 4)
    await sleep(restMs)
  }
  await untilQuiet(stage)
  const lags = (await stage.rows(
    `SELECT extract(epoch FROM created_at - registered_at) * 1000 AS ms FROM tsa_student_extensions WHERE created_at > $1`,
    since
  )).map(({ ms }) => Number(ms))

  const ids = rested.map(({ enrollment_id }) => enrollment_id as EnrollmentId)
  const applied = (await stage.inDirectory(Enrollments.use(({ getMany }) => getMany(ids)))).map(
    ({ identity, provisioning }) =>
      Date.parse(provisioning.applied_at ?? "") - Date.parse(identity?.registered_at ?? "")
  )

  console.log(`steps 4 to 6, ms            p50      p99   (${there.length} answers each, ${atOnce} at once)`)
  console.log(`PostgreSQL there       ${shown(quantile(there, 0.5))} ${shown(quantile(there, 0.99))}`)
  console.log(`in a black hole        ${shown(quantile(away, 0.5))} ${shown(quantile(away, 0.99))}`)
  const ratio = (q: number) => (quantile(away, q) / quantile(there, q)).toFixed(2).padStart(8)
  console.log(`  ratio                ${ratio(0.5)} ${ratio(0.99)}`)
  console.log(`from step 4 to the records, at rest, ms   (${lags.length} families, one every ${restMs} ms)`)
  console.log(`rows made              ${shown(quantile(lags, 0.5))} ${shown(quantile(lags, 0.99))}   goal 20, 100`)
  console.log(`known to be applied    ${shown(quantile(applied, 0.5))} ${shown(quantile(applied, 0.99))}`)
} finally {
  await stage.stop()
}
process.exit(0)
