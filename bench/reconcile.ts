import { Effect, ManagedRuntime, Result } from "effect"
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import pg from "pg"
import { Dynamo } from "../src/adapters/dynamodb/dynamo.ts"
import { enrollmentItem } from "../src/adapters/dynamodb/items/enrollment.ts"
import { migrate } from "../src/adapters/postgres/migrate.ts"
import { projectStudentRecords, recordsDue } from "../src/domain/enrollment/projection.ts"
import { recordEvents } from "../src/domain/history/record-events.ts"
import { StudentRecords } from "../src/domain/provisioning/student-records.port.ts"
import { studentUniqueIdOf } from "../src/domain/values/identifiers.ts"
import { startDynoxide } from "../test/adapters/dynamodb/engines.ts"
import { makeTable } from "../test/adapters/dynamodb/store.ts"
import { startNativePostgres } from "../test/adapters/postgres/native.ts"
import { enrollmentAt } from "./enrolled.ts"
import { bothStores, type Walked } from "./reconcile-walk.ts"

/** Reconciles `--count N` enrollments, each with its events, with `--damage N` discrepancies of each kind planted. */
const option = (name: string, otherwise: number) => {
  const index = process.argv.indexOf(`--${name}`)
  return index < 0 ? otherwise : Number(process.argv[index + 1])
}
const count = option("count", 100_000)
const damage = option("damage", 20)

const [server, dynamodb] = await Promise.all([startNativePostgres(), startDynoxide()])
const sql = new pg.Pool({ connectionString: server.url, max: 1 })
const runtime = ManagedRuntime.make(bothStores(server.url, dynamodb.endpoint))

const now = new Date().toISOString()

const fill = Effect.fnUntraced(function*(first: number) {
  const { batchPut } = yield* Dynamo
  const all = Array.from({ length: Math.min(100, count - first) }, (_, index) => enrollmentAt(first + index))
  const [undone] = yield* batchPut(
    all.map(({ enrollment }) => enrollmentItem(enrollment, `hash-${enrollment.enrollment_id}`, now))
  )
  if (undone !== undefined) return yield* undone.failure
  yield* recordEvents(all.flatMap(({ events }) => events))
  const due = all.map(({ enrollment }) => enrollment).filter(recordsDue)
  yield* (yield* StudentRecords).put(due.map((each) => Result.getOrThrow(projectStudentRecords(each))), "newer")
})

/** Damages `damage` enrollments per kind, those with records, in turn. */
const plant = Effect.fnUntraced(function*() {
  const { put } = yield* Dynamo
  const due = Array.from({ length: Math.min(count, damage * 20) }, (_, index) => enrollmentAt(index).enrollment)
    .filter(recordsDue)
  const taken = (kind: number) => due.slice(kind * damage, (kind + 1) * damage)
  const ids = (kind: number) => taken(kind).map(({ enrollment_id }) => studentUniqueIdOf(enrollment_id))
  const run = (text: string, kind: number) => Effect.promise(() => sql.query(text, [ids(kind)]))
  for (const table of ["student_school_associations", "tsa_student_extensions", "students"]) {
    yield* run(`DELETE FROM ${table} WHERE student_unique_id = ANY($1)`, 0)
  }
  yield* run("DELETE FROM users WHERE identifier = ANY($1)", 0)
  yield* run("DELETE FROM users WHERE identifier = ANY($1)", 1)
  yield* run("UPDATE tsa_student_extensions SET enrollment_version = 2 WHERE student_unique_id = ANY($1)", 2)
  yield* run("UPDATE students SET birth_city = 'Elsewhere' WHERE student_unique_id = ANY($1)", 3)
  yield* run("UPDATE tsa_student_extensions SET enrollment_version = 999 WHERE student_unique_id = ANY($1)", 4)
  const anyway = { text: "attribute_exists(pk)", names: {}, values: {} }
  for (const each of taken(5)) yield* put({ ...enrollmentItem(each, "s", now), schema_version: 0 }, anyway)
  const strangers = Array.from({ length: damage }, (_, index) => enrollmentAt(10 * (count + index) + 9).enrollment)
  yield* (yield* StudentRecords).put(
    strangers.map((each) => Result.getOrThrow(projectStudentRecords(each))),
    "newer"
  )
})

const walked = async (mode: string): Promise<Walked> => {
  const words = [...process.execArgv, "bench/reconcile-walk.ts", server.url, dynamodb.endpoint, mode]
  const { stdout } = await promisify(execFile)(process.execPath, words)
  return JSON.parse(stdout) as Walked
}

const told = ({ due, enrollments, failures, found, peak_mb, repaired, seconds, slices, students }: Walked) =>
  [
    `${seconds.toFixed(1)} s in ${slices} slices (${failures} failed), ${
      Math.round(enrollments / seconds)
    } enrollments/s, peak ${peak_mb} MB`,
    `  ${enrollments} enrollments (${due} due), ${students} students`,
    `  found ${JSON.stringify(found)}`,
    ...Object.keys(repaired).length === 0 ? [] : [`  repaired ${JSON.stringify(repaired)}`]
  ].join("\n")

try {
  await Effect.runPromise(makeTable(dynamodb.endpoint))
  await runtime.runPromise(migrate(new URL("../drizzle", import.meta.url).pathname))
  const start = performance.now()
  const batches = Array.from({ length: Math.ceil(count / 100) }, (_, index) => index * 100)
  await runtime.runPromise(
    Effect.forEach(batches, (first) => Effect.retry(fill(first), { times: 10 }), { concurrency: 2, discard: true })
  )
  await runtime.runPromise(plant())
  console.log(`filled in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  for (const mode of ["compare", "repair", "compare again"]) console.log(`${mode}: ${told(await walked(mode))}`)
  console.log("goal: 100,000 enrollments in less than 60 s, memory that does not grow with them")
} finally {
  await runtime.dispose()
  await sql.end()
  await Promise.all([server.stop(), dynamodb.stop()])
}
