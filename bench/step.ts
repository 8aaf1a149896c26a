import { readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { openSide, type Side } from "./side.ts"

/**
 * What a step and a read cost over HTTP: six PUTs per enrollment and reads of it, on a native PostgreSQL and dynoxide. `--against CHECKOUT`
 * measures another checkout of this service in turns with this one.
 */
const { values } = parseArgs({
  options: {
    against: { type: "string" },
    rounds: { type: "string", default: "5" },
    enrollments: { type: "string", default: "40" },
    "in-flight": { type: "string", default: "16" },
    json: { type: "boolean", default: false }
  }
})
const [rounds, enrollments, inFlight] = [values.rounds, values.enrollments, values["in-flight"]].map(Number) as [
  number,
  number,
  number
]
const readsEach = 20
/** By then the relay has done what the steps have left to it. */
const restMs = 3000

const root = resolve(import.meta.dirname, "..")
const bodies = await Promise.all(
  [1, 2, 3, 4, 5, 6].map(async (step) =>
    JSON.parse(await readFile(join(root, `src/http/portal/examples/step-${step}.json`), "utf8")) as object
  )
)

/** Step 4 for a child of this name: two enrollments of one child would have more to do. */
const namedAs = (body: object, first_name: string) => {
  const { student_info, ...rest } = body as { readonly student_info: object }
  return { ...rest, student_info: { ...student_info, first_name } }
}

const quantile = (figures: ReadonlyArray<number>, q: number) =>
  figures.toSorted((one, other) => one - other)[Math.min(figures.length - 1, Math.floor(figures.length * q))] ?? NaN
const median = (figures: ReadonlyArray<number>) => quantile(figures, 0.5)

/** Does all of these, so many at once. */
const all = async <A>(items: ReadonlyArray<A>, work: (item: A) => Promise<void>) => {
  const queue = items.values()
  await Promise.all(Array.from({ length: inFlight }, async () => {
    for (const item of queue) await work(item)
  }))
}

const measured = async (side: Side, requests: number, work: (ms: Array<number>) => Promise<void>, waitMs: number) => {
  const ms: Array<number> = []
  const before = await side.cpuMs()
  await work(ms)
  await sleep(waitMs)
  return { cpu: (await side.cpuMs() - before) / requests, ms }
}

const round = async (side: Side) => {
  const begun: Array<Awaited<ReturnType<Side["begin"]>>> = []
  await all(Array.from({ length: enrollments }), async () => void begun.push(await side.begin()))
  await sleep(restMs)
  const steps = await measured(side, enrollments * 6, async (ms) => {
    await all(begun, async ({ first_name, id }) => {
      for (const [index, body] of bodies.entries()) {
        const own = index === 3 ? namedAs(body, first_name) : body
        ms.push((await side.call("PUT", `/admissions/enrollments/${id}/steps/${index + 1}`, own)).ms)
      }
    })
  }, restMs)
  const reads = await measured(side, enrollments * readsEach, async (ms) => {
    await all(begun.flatMap(({ id }) => Array<string>(readsEach).fill(id)), async (id) => {
      ms.push((await side.call("GET", `/admissions/enrollments/${id}`)).ms)
    })
  }, 0)
  return { steps, reads }
}

const sides: Array<Side> = []
try {
  sides.push(await openSide(root))
  if (values.against !== undefined) sides.push(await openSide(resolve(values.against)))
  for (const side of sides) await round(side)
  const rows = new Map(sides.map((side) => [side, [] as Array<Awaited<ReturnType<typeof round>>>]))
  for (let turn = 0; turn < rounds; turn++) {
    // Neither is always the second, on a machine that has grown warm.
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) rows.get(side)?.push(await round(side))
  }
  const figures = sides.map((side) => {
    const played = rows.get(side) ?? []
    const of = (what: "steps" | "reads") => {
      const ms = played.flatMap((each) => each[what].ms)
      return {
        cpu_ms: median(played.map((each) => each[what].cpu)),
        p50_ms: quantile(ms, 0.5),
        p99_ms: quantile(ms, 0.99)
      }
    }
    return { checkout: side.checkout, step: of("steps"), read: of("reads") }
  })
  if (values.json) console.log(JSON.stringify(figures, null, 1))
  else {
    const shown = (value: number) => value.toFixed(2).padStart(9)
    console.log(
      `${rounds} rounds in turns, ${enrollments} enrollments each, ${inFlight} in flight; a step's CPU includes the relay's`
    )
    console.log(`${"".padEnd(8)}${"CPU ms".padStart(9)}${"p50 ms".padStart(9)}${"p99 ms".padStart(9)}`)
    for (const { checkout, read, step } of figures) {
      console.log(checkout)
      for (const [name, { cpu_ms, p50_ms, p99_ms }] of [["step", step], ["read", read]] as const) {
        console.log(`  ${name.padEnd(6)}${shown(cpu_ms)}${shown(p50_ms)}${shown(p99_ms)}`)
      }
    }
    const [ours, theirs] = figures
    if (ours !== undefined && theirs !== undefined) {
      const ratio = (what: "step" | "read") => (ours[what].cpu_ms / theirs[what].cpu_ms).toFixed(3)
      console.log(`CPU, ours to theirs: a step ${ratio("step")}, a read ${ratio("read")}`)
    }
  }
} finally {
  for (const side of sides) await side.stop()
}
process.exit(0)
