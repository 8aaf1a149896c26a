import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { parseArgs } from "node:util"
import pg from "pg"
import { startNativePostgres } from "../test/adapters/postgres/native.ts"
import { migrateTo } from "../test/scenarios/place.ts"
import { copyTables } from "./copy-tables.ts"
import { fourInserts } from "./four-inserts.ts"
import { openPutter } from "./putter.ts"

const rounds = 5
const singles = 3200
const batched = 8000

const median = (figures: ReadonlyArray<number>) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN

/** Another checkout of this service, whose put is measured in turns with this one's. */
const { values: { against, json } } = parseArgs({
  options: { against: { type: "string" }, json: { type: "boolean", default: false } }
})

const server = await startNativePostgres()
const folder = await mkdtemp(join(tmpdir(), "tsa-bench-"))
await chmod(folder, 0o755)
const pool = new pg.Pool({ connectionString: server.url, max: 8 })
const putters = [openPutter(server.url, 0)]
if (against !== undefined) {
  const other = await import(pathToFileURL(resolve(against, "bench/putter.ts")).href) as {
    readonly openPutter: typeof openPutter
  }
  putters.push(other.openPutter(server.url, 10_000_000))
}
const [ours, theirs] = putters as [ReturnType<typeof openPutter>, ReturnType<typeof openPutter> | undefined]

try {
  await migrateTo(new URL("../drizzle", import.meta.url).pathname, server.url)
  for (const { put } of putters) await put(singles, 1, 8)
  const { measure, peer } = await fourInserts(server.url, pool, folder)
  await measure(800)
  const figures = {
    single: [],
    four_inserts: [],
    batches: [],
    copy: [],
    their_single: [],
    their_batches: []
  } as Record<string, Array<number>>
  for (let round = 0; round < rounds; round++) {
    figures["single"]?.push(await ours.put(singles, 1, 8))
    if (theirs !== undefined) figures["their_single"]?.push(await theirs.put(singles, 1, 8))
    figures["four_inserts"]?.push(await measure(singles))
    figures["batches"]?.push(await ours.put(batched, batched, 1))
    if (theirs !== undefined) figures["their_batches"]?.push(await theirs.put(batched, batched, 1))
    figures["copy"]?.push(await copyTables(pool, folder, ours.fresh(batched)))
  }
  const per_second = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, Math.round(median(all))]))
  const ratio = (ours: string, theirs: string) =>
    Number((median(figures[ours] ?? []) / median(figures[theirs] ?? [])).toFixed(2))
  const result = {
    peer,
    students_per_second: per_second,
    single_to_four_inserts: { ratio: ratio("single", "four_inserts"), goal: 0.9 },
    batches_to_copy: { ratio: ratio("batches", "copy"), goal: 0.5 },
    ...(theirs !== undefined && {
      to_the_other_checkout: { single: ratio("single", "their_single"), batches: ratio("batches", "their_batches") }
    })
  }
  if (json) console.log(JSON.stringify(result))
  else {
    console.log(`single puts, 8 in flight        ${per_second["single"]}/s`)
    console.log(`BEGIN, 4 inserts, COMMIT        ${per_second["four_inserts"]}/s (${peer})`)
    console.log(`  ratio ${result.single_to_four_inserts.ratio}, goal 0.9`)
    console.log(`puts of ${batched}, by 100          ${per_second["batches"]}/s`)
    console.log(`COPY of 4 tables                ${per_second["copy"]}/s`)
    console.log(`  ratio ${result.batches_to_copy.ratio}, goal 0.5`)
    if (theirs !== undefined) {
      console.log(
        `the other checkout, single      ${per_second["their_single"]}/s, ours ${ratio("single", "their_single")} x`
      )
      console.log(
        `the other checkout, batches     ${per_second["their_batches"]}/s, ours ${ratio("batches", "their_batches")} x`
      )
    }
  }
} finally {
  for (const { close } of putters) await close()
  await pool.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
