import { DateTime, Effect, Layer, Metric } from "effect"
import journal from "../../../drizzle/meta/_journal.json" with { type: "json" }
import { RelayReports } from "../../adapters/dynamodb/items/relay-reports.ts"
import { Circuit } from "../../domain/provisioning/circuit.ts"
import { StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { backlogAge } from "../../domain/relay/metrics.ts"
import { StoreUnavailable } from "../../domain/store/unavailable.ts"

/** A sweep reports every minute. After this long without a report, nobody knows how PostgreSQL is. */
const outdatedAfterMs = 300_000

const away = (code: string) => new StoreUnavailable({ store: "student-records", code })
const elsewhere = Effect.fail(away("not_here"))

const make = Effect.gen(function*() {
  const reports = yield* RelayReports
  const migrationLevel = Effect.gen(function*() {
    const last = yield* Effect.mapError(reports.last, ({ code }) => away(code))
    const now = DateTime.toEpochMillis(yield* DateTime.now)
    if (last === undefined || Date.parse(last.at) + outdatedAfterMs < now) return yield* away("no_report")
    // The gauge that readiness shows is the relay's own; here it gets the value that the relay reported.
    yield* Metric.update(backlogAge, last.oldest_pending_seconds)
    if (last.applied === null) return yield* away("reported_away")
    return { applied: last.applied, known: journal.entries.length }
  })
  return StudentRecords.of({
    put: () => elsewhere,
    find: () => elsewhere,
    page: () => elsewhere,
    countBySchool: elsewhere,
    migrationLevel
  })
})

/** Nothing tried here could open the circuit or find out that it may close. The report says whether PostgreSQL is away. */
const closed = Circuit.of({
  admit: Effect.succeed(true),
  isOpen: Effect.succeed(false),
  succeeded: Effect.void,
  failed: Effect.void
})

/** The student records where PostgreSQL cannot be reached: they know only what a relay has reported about it. */
export const layer = Layer.merge(Layer.effect(StudentRecords, make), Layer.succeed(Circuit, closed))
