import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { openOurs } from "./our-side.ts"
import { missingPeers, openPeer } from "./peer-side.ts"
import { partsOfProfile } from "./profile.ts"
import { root, type Side } from "./side.ts"

/**
 * Measures what a step and a read cost over HTTP: six PUTs per enrollment and reads of it, on a native PostgreSQL and dynoxide. In turns
 * with it, it measures the same steps done the naive way, and a route that does nothing (`bench/peers`); with `--against CHECKOUT` another
 * checkout of this service, with `--flags=FLAGS` this one with other flags for Node. `--profile` prints instead which parts of the code use
 * the most CPU time.
 */
const { values } = parseArgs({
  options: {
    against: { type: "string" },
    enrollments: { type: "string", default: "30" },
    flags: { type: "string", multiple: true, default: [] },
    "in-flight": { type: "string", default: "1,16,64" },
    json: { type: "boolean", default: false },
    peers: { type: "boolean", default: true },
    profile: { type: "boolean", default: false },
    reads: { type: "string", default: "20" },
    rounds: { type: "string", default: "3" }
  },
  allowNegative: true
})
const [rounds, enrollments] = [Number(values.rounds), Number(values.enrollments)]
const loads = values["in-flight"].split(",").map(Number)
const readsEach = Number(values.reads)
/** By then the relay has done what the steps left for it (milliseconds). */
const restMs = 3000

const bodies = await Promise.all(
  [1, 2, 3, 4, 5, 6].map(async (step) =>
    JSON.parse(await readFile(join(root, `src/http/portal/examples/step-${step}.json`), "utf8")) as object
  )
)

/** Returns step 4 for a child with this name. Two enrollments of one child would have more to do. */
const namedAs = (body: object, first_name: string) => {
  const { student_info, ...rest } = body as { readonly student_info: object }
  return { ...rest, student_info: { ...student_info, first_name } }
}

const quantile = (figures: ReadonlyArray<number>, q: number) =>
  figures.toSorted((one, other) => one - other)[Math.min(figures.length - 1, Math.floor(figures.length * q))] ?? NaN
const median = (figures: ReadonlyArray<number>) => quantile(figures, 0.5)

/** Does the work for all of these, up to `inFlight` at a time. */
const all = async <A>(items: ReadonlyArray<A>, inFlight: number, work: (item: A) => Promise<void>) => {
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

const round = async (side: Side, inFlight: number) => {
  const begun: Array<Awaited<ReturnType<Side["begin"]>>> = []
  await all(Array.from({ length: enrollments }), 8, async () => void begun.push(await side.begin()))
  await sleep(restMs)
  const steps = await measured(side, enrollments * 6, async (ms) => {
    await all(begun, inFlight, async ({ first_name, id }) => {
      for (const [index, body] of bodies.entries()) {
        const own = index === 3 ? namedAs(body, first_name) : body
        ms.push((await side.call("PUT", `/admissions/enrollments/${id}/steps/${index + 1}`, own)).ms)
      }
    })
  }, restMs)
  const reads = await measured(side, enrollments * readsEach, async (ms) => {
    await all(begun.flatMap(({ id }) => Array<string>(readsEach).fill(id)), inFlight, async (id) => {
      ms.push((await side.call("GET", `/admissions/enrollments/${id}`)).ms)
    })
  }, 0)
  return { steps, reads, rss: await side.rssMb() }
}
type Round = Awaited<ReturnType<typeof round>>

const figuresOf = (played: ReadonlyArray<Round>) => {
  const of = (what: "steps" | "reads") => {
    const ms = played.flatMap((each) => each[what].ms)
    return {
      cpu_ms: median(played.map((each) => each[what].cpu)),
      p50_ms: quantile(ms, 0.5),
      p99_ms: quantile(ms, 0.99)
    }
  }
  return { step: of("steps"), read: of("reads"), rss_mb: median(played.map(({ rss }) => rss)) }
}

const sides: Array<Side> = []
if (values.profile) {
  const folder = await mkdtemp(join(tmpdir(), "tsa-profile-"))
  const side = await openOurs(root, { flags: ["--cpu-prof", `--cpu-prof-dir=${folder}`], sources: true })
  for (let turn = 0; turn < rounds; turn++) await round(side, 16)
  await side.stop()
  for (const { part, share } of (await partsOfProfile(folder)).slice(0, 25)) {
    console.log(`${(100 * share).toFixed(1).padStart(5)} %  ${part}`)
  }
  if (process.env["KEEP_PROFILE"] === undefined) await rm(folder, { recursive: true })
  else console.log(folder)
  process.exit(0)
}
try {
  const missing = values.peers ? missingPeers() : undefined
  if (missing !== undefined) console.error(`Without the peers, which ${missing} installs.`)
  sides.push(await openOurs(root, { flags: undefined }))
  for (const flags of values.flags) sides.push(await openOurs(root, { flags: flags.split(" ").filter(Boolean) }))
  if (values.against !== undefined) sides.push(await openOurs(resolve(values.against), { flags: undefined }))
  if (values.peers && missing === undefined) sides.push(await openPeer("naive"), await openPeer("bare"))
  for (const side of sides) await round(side, 16)
  const rows = new Map(sides.map((side) => [side, new Map(loads.map((load) => [load, [] as Array<Round>]))]))
  for (let turn = 0; turn < rounds; turn++) {
    for (const load of loads) {
      // The order turns, so that no side is always the one that finds the machine warm.
      for (const side of turn % 2 === 0 ? sides : sides.toReversed()) {
        rows.get(side)?.get(load)?.push(await round(side, load))
      }
    }
  }
  const figures = sides.map((side) => ({
    name: side.name.replace(root, "ours"),
    loads: [...rows.get(side) ?? []].map(([in_flight, played]) => ({ in_flight, ...figuresOf(played) }))
  }))
  if (values.json) console.log(JSON.stringify(figures, null, 1))
  else {
    const shown = (value: number, digits = 2) => value.toFixed(digits).padStart(9)
    console.log(`${rounds} rounds in turns, ${enrollments} enrollments each; a step's CPU includes what follows it`)
    for (const [index, in_flight] of loads.entries()) {
      const titles = ["CPU ms", "ratio", "p50 ms", "p99 ms", "RSS MB"].map((title) => title.padStart(9)).join("")
      console.log(`\n${`${in_flight} in flight`.padEnd(40)}${titles}`)
      for (const what of ["step", "read"] as const) {
        const ours = figures[0]?.loads[index]?.[what].cpu_ms ?? NaN
        for (const { loads: each, name } of figures) {
          const { [what]: { cpu_ms, p50_ms, p99_ms }, rss_mb } = each[index] ?? figuresOf([])
          const line = [shown(cpu_ms), shown(ours / cpu_ms), shown(p50_ms), shown(p99_ms), shown(rss_mb, 0)].join("")
          console.log(`${`${what}  ${name}`.padEnd(40)}${line}`)
        }
      }
    }
  }
} finally {
  for (const side of sides) await side.stop()
}
process.exit(0)
