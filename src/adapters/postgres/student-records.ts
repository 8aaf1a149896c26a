import { Array, Effect, Exit, Layer, Request, RequestResolver } from "effect"
import journal from "../../../drizzle/meta/_journal.json" with { type: "json" }
import type { StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import { StoreUnavailable } from "../../domain/people/store-unavailable.ts"
import { type PutOutcome, StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { Database } from "./database.ts"
import { kindOf, type PostgresFailure } from "./failure.ts"
import { putStatement } from "./put-statement.ts"
import { problemsOf } from "./refusal.ts"
import { isStored, storedRecords } from "./rows.ts"

/** More in one statement is no faster (measured), and one refused set would cost more rounds to find. */
const batchSize = 100

const idOf = ({ extension }: StudentRecordSet) => extension.enrollment_id
const versionOf = ({ extension }: StudentRecordSet) => extension.enrollment_version

/** PostgreSQL refuses to touch a row twice in one statement: of several versions of an enrollment only the highest goes in. */
const newest = (sets: ReadonlyArray<StudentRecordSet>): ReadonlyArray<StudentRecordSet> => {
  const byId = new Map<string, StudentRecordSet>()
  for (const set of sets) {
    const other = byId.get(idOf(set))
    if (other === undefined || versionOf(other) < versionOf(set)) byId.set(idOf(set), set)
  }
  return [...byId.values()]
}

class Put extends Request.Class<
  { readonly sets: ReadonlyArray<StudentRecordSet>; readonly mode: "newer" | "repair" },
  ReadonlyMap<string, PutOutcome>,
  StoreUnavailable
> {}

const held = (set: StudentRecordSet): PutOutcome => ({ _tag: "Held", enrollment_id: idOf(set) })

const outcomeOf = (set: StudentRecordSet, failure: PostgresFailure): PutOutcome =>
  kindOf(failure.code) === "refused"
    ? { _tag: "Refused", enrollment_id: idOf(set), problems: problemsOf(set, failure) }
    : { _tag: "Failed", enrollment_id: idOf(set), code: failure.code }

const away = ({ code }: PostgresFailure) => new StoreUnavailable({ store: "student-records", code })

const findText = `SELECT asked.id AS student_unique_id,
  to_json(student) AS student, to_json(association) AS association, to_json(extension) AS extension, to_json(account) AS "user"
FROM json_array_elements_text($1) AS asked (id)
LEFT JOIN students AS student ON student.student_unique_id = asked.id
LEFT JOIN LATERAL (
  SELECT * FROM student_school_associations AS any_of WHERE any_of.student_unique_id = asked.id ORDER BY entry_date LIMIT 1
) AS association ON true
LEFT JOIN tsa_student_extensions AS extension ON extension.student_unique_id = asked.id
LEFT JOIN users AS account ON account.sourced_id = 'student_' || asked.id`

const levelText = "SELECT count(*)::integer AS applied FROM drizzle.__drizzle_migrations"

const make = Effect.gen(function*() {
  const database = yield* Database

  /** Halves a batch that did not go through until the sets that are to blame stand alone. */
  const putBatch = (
    sets: ReadonlyArray<StudentRecordSet>,
    mode: Put["mode"]
  ): Effect.Effect<ReadonlyArray<PutOutcome>, StoreUnavailable> =>
    database.query(putStatement(sets, mode)).pipe(
      Effect.retry({ times: 2, while: ({ code }) => kindOf(code) === "contended" }),
      Effect.as(sets.map(held)),
      Effect.catch((failure) => {
        if (kindOf(failure.code) === "unavailable") return Effect.fail(away(failure))
        if (sets.length === 1) return Effect.succeed(sets.map((set) => outcomeOf(set, failure)))
        const half = Math.ceil(sets.length / 2)
        const halves = [sets.slice(0, half), sets.slice(half)]
        return Effect.map(Effect.forEach(halves, (each) => putBatch(each, mode)), Array.flatten)
      })
    )

  /** Calls that come at the same moment share statements: eight single puts cost little more than one. */
  const together = RequestResolver.makeGrouped<Put, Put["mode"]>({
    key: ({ request }) => request.mode,
    resolver: Effect.fnUntraced(function*(calls, mode) {
      const batches = Array.chunksOf(newest(calls.flatMap(({ request }) => request.sets)), batchSize)
      const outcomes = yield* Effect.forEach(batches, (batch) => putBatch(batch, mode), { concurrency: 2 })
      const byId = new Map(outcomes.flat().map((outcome) => [outcome.enrollment_id, outcome]))
      for (const call of calls) call.completeUnsafe(Exit.succeed(byId))
    })
  })

  const put = Effect.fn("StudentRecords.put")(function*(sets: ReadonlyArray<StudentRecordSet>, mode: Put["mode"]) {
    if (sets.length === 0) return []
    const outcomes = yield* Effect.request(new Put({ sets, mode }), together)
    return [...new Set(sets.map(idOf))].flatMap((id) => outcomes.get(id) ?? [])
  })

  const find = Effect.fn("StudentRecords.find")(function*(student_unique_ids: ReadonlyArray<string>) {
    const values = [JSON.stringify([...new Set(student_unique_ids)])]
    const rows = yield* database.query({ name: "find", text: findText, values })
    return rows.map(storedRecords).filter(isStored)
  }, Effect.mapError(away))

  const migrationLevel = database.query({ name: "migration_level", text: levelText, values: [] }).pipe(
    Effect.map(([row]) => Number(row?.["applied"])),
    Effect.catch((failure) => failure.code === "42P01" ? Effect.succeed(0) : Effect.fail(away(failure))),
    Effect.map((applied) => ({ applied, known: journal.entries.length })),
    Effect.withSpan("StudentRecords.migrationLevel")
  )

  return StudentRecords.of({ put, find, migrationLevel })
})

/** The student records in PostgreSQL. */
export const layer = Layer.effect(StudentRecords, make)
