import { DateTime, Effect, Option } from "effect"
import journal from "../../../drizzle/meta/_journal.json" with { type: "json" }
import { RelayReports } from "../../adapters/dynamodb/items/relay-reports.ts"
import { Circuit } from "../../domain/provisioning/circuit.ts"
import { StudentRecords } from "../../domain/provisioning/student-records.port.ts"
import { throughCircuit } from "../../domain/provisioning/through-circuit.ts"

/**
 * Records in the workflow store how PostgreSQL is, for the function that cannot reach it: always when given a measured age of the oldest
 * pending records, otherwise only what is new. Asks PostgreSQL itself only while there is no good report of this release: a database that
 * has nothing to do is left alone.
 */
export const reportRecords = Effect.fn("reportRecords")(function*(measuredSeconds?: number) {
  const [circuit, records, reports] = [yield* Circuit, yield* StudentRecords, yield* RelayReports]
  const last = yield* reports.last
  const isWell = last?.applied === journal.entries.length && !(yield* circuit.isOpen)
  const level = isWell
    ? Option.some({ applied: last.applied })
    : yield* Effect.option(throughCircuit(records.migrationLevel))
  const applied = Option.match(level, { onNone: () => null, onSome: ({ applied }) => applied })
  if (measuredSeconds === undefined && last?.applied === applied) return
  const oldest_pending_seconds = measuredSeconds ?? last?.oldest_pending_seconds ?? 0
  yield* reports.save({ at: DateTime.formatIso(yield* DateTime.now), applied, oldest_pending_seconds })
})
