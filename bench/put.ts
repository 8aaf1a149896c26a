import { Effect, Layer, ManagedRuntime, Redacted } from "effect"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { migrate } from "../src/adapters/postgres/migrate.ts"
import * as Native from "../src/adapters/postgres/native.ts"
import * as PostgresRecords from "../src/adapters/postgres/student-records.ts"
import { StudentRecords } from "../src/domain/provisioning/student-records.port.ts"
import { startNativePostgres } from "../test/adapters/postgres/native.ts"
import { recordSet } from "../test/fixtures/record-sets.ts"
import { copyTables } from "./copy-tables.ts"
import { fourInserts } from "./four-inserts.ts"

const rounds = 5
const singles = 3200
const batched = 8000

const median = (figures: ReadonlyArray<number>) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN

let used = 0
const fresh = (count: number) => Array.from({ length: count }, () => recordSet(used++))

const server = await startNativePostgres()
const folder = await mkdtemp(join(tmpdir(), "tsa-bench-"))
await chmod(folder, 0o755)
const pool = new pg.Pool({ connectionString: server.url, max: 8 })
const database = Native.layer({ url: Redacted.make(server.url) })
const runtime = ManagedRuntime.make(PostgresRecords.layer.pipe(Layer.provideMerge(database)))

/** Sets per second of `put`, given as lists of `size`, so many lists in flight. */
const put = async (count: number, size: number, inFlight: number) => {
  const sets = fresh(count)
  const lists = Array.from({ length: count / size }, (_, index) => sets.slice(index * size, (index + 1) * size))
  const start = performance.now()
  const outcomes = await runtime.runPromise(
    StudentRecords.use((records) =>
      Effect.forEach(lists, (list) => records.put(list, "newer"), { concurrency: inFlight })
    )
  )
  const elapsed = performance.now() - start
  if (!outcomes.flat().every(({ _tag }) => _tag === "Held")) throw new Error("a put did not go through")
  return count / elapsed * 1000
}

try {
  await runtime.runPromise(migrate(new URL("../drizzle", import.meta.url).pathname))
  await put(singles, 1, 8)
  const { measure, peer } = await fourInserts(server.url, pool, folder)
  await measure(800)
  const figures = { single: [], four_inserts: [], batches: [], copy: [] } as Record<string, Array<number>>
  for (let round = 0; round < rounds; round++) {
    figures["single"]?.push(await put(singles, 1, 8))
    figures["four_inserts"]?.push(await measure(singles))
    figures["batches"]?.push(await put(batched, batched, 1))
    figures["copy"]?.push(await copyTables(pool, folder, fresh(batched)))
  }
  const per_second = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, Math.round(median(all))]))
  const ratio = (ours: string, theirs: string) =>
    Number((median(figures[ours] ?? []) / median(figures[theirs] ?? [])).toFixed(2))
  const result = {
    peer,
    students_per_second: per_second,
    single_to_four_inserts: { ratio: ratio("single", "four_inserts"), goal: 0.9 },
    batches_to_copy: { ratio: ratio("batches", "copy"), goal: 0.5 }
  }
  if (process.argv.includes("--json")) console.log(JSON.stringify(result))
  else {
    console.log(`single puts, 8 in flight        ${per_second["single"]}/s`)
    console.log(`BEGIN, 4 inserts, COMMIT        ${per_second["four_inserts"]}/s (${peer})`)
    console.log(`  ratio ${result.single_to_four_inserts.ratio}, goal 0.9`)
    console.log(`puts of ${batched}, by 100          ${per_second["batches"]}/s`)
    console.log(`COPY of 4 tables                ${per_second["copy"]}/s`)
    console.log(`  ratio ${result.batches_to_copy.ratio}, goal 0.5`)
  }
} finally {
  await runtime.dispose()
  await pool.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
