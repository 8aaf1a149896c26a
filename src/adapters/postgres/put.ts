import { Array, Effect, Exit, Request, RequestResolver } from "effect"
import type { StudentRecordSet } from "../../domain/enrollment/student-record-set.ts"
import type { PutOutcome } from "../../domain/provisioning/student-records.port.ts"
import type { StoreUnavailable } from "../../domain/store/unavailable.ts"
import type { Database } from "./database.ts"
import { away, kindOf, type PostgresFailure } from "./failure.ts"
import { putStatement } from "./put-statement.ts"
import { problemsOf } from "./refusal.ts"

/** A larger batch is no faster (measured), and it would take more rounds to find one refused set. */
const batchSize = 100

const idOf = ({ extension }: StudentRecordSet) => extension.enrollment_id
const versionOf = ({ extension }: StudentRecordSet) => extension.enrollment_version

/** PostgreSQL refuses to touch a row twice in one statement: of several versions only the highest is written. */
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

/** Returns the function that writes sets: many in a statement, shared between calls, split up where a statement does not go through. */
export const makePut = (database: Database["Service"]) => {
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

  /** Calls that arrive at the same moment share statements: eight single puts cost little more than one. */
  const together = RequestResolver.makeGrouped<Put, Put["mode"]>({
    key: ({ request }) => request.mode,
    resolver: Effect.fnUntraced(function*(calls, mode) {
      const batches = Array.chunksOf(newest(calls.flatMap(({ request }) => request.sets)), batchSize)
      const outcomes = yield* Effect.forEach(batches, (batch) => putBatch(batch, mode), { concurrency: 2 })
      const byId = new Map(outcomes.flat().map((outcome) => [outcome.enrollment_id, outcome]))
      for (const call of calls) call.completeUnsafe(Exit.succeed(byId))
    })
  })

  return Effect.fn("StudentRecords.put")(function*(sets: ReadonlyArray<StudentRecordSet>, mode: Put["mode"]) {
    if (sets.length === 0) return []
    const outcomes = yield* Effect.request(new Put({ sets, mode }), together)
    return [...new Set(sets.map(idOf))].flatMap((id) => outcomes.get(id) ?? [])
  })
}
