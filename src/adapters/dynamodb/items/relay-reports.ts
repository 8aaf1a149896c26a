import { Context, Effect, Layer, Schema } from "effect"
import type { StoreUnavailable } from "../../../domain/store/unavailable.ts"
import { Dynamo } from "../dynamo.ts"
import { relayKey } from "../keys.ts"

/** A relay's report about PostgreSQL. `applied`: how many migrations it has had; null while it is away. */
export const RelayReport = Schema.Struct({
  at: Schema.String,
  applied: Schema.NullOr(Schema.Int),
  oldest_pending_seconds: Schema.Number
})
export type RelayReport = typeof RelayReport.Type

/** The last report of any relay, for processes that never ask PostgreSQL themselves. */
export class RelayReports extends Context.Service<RelayReports, {
  /** Undefined before the first report. */
  readonly last: Effect.Effect<RelayReport | undefined, StoreUnavailable>
  /** Keeps the stored report if that one is later. */
  readonly save: (report: RelayReport) => Effect.Effect<void, StoreUnavailable>
}>()("tsa/adapters/dynamodb/RelayReports") {}

const isReport = Schema.is(RelayReport)

const olderThan = (at: string) => ({
  text: "attribute_not_exists(pk) OR #at < :at",
  names: { "#at": "at" },
  values: { ":at": at }
})

const make = Effect.gen(function*() {
  const dynamo = yield* Dynamo
  return RelayReports.of({
    last: Effect.map(dynamo.get(relayKey), (item) => {
      const { at, applied, oldest_pending_seconds } = item ?? {}
      const report = { at, applied, oldest_pending_seconds }
      return isReport(report) ? report : undefined
    }),
    save: (report) => Effect.asVoid(dynamo.put({ ...relayKey, ...report, schema_version: 1 }, olderThan(report.at)))
  })
})

/** The report in the table: one item. */
export const layer = Layer.effect(RelayReports, make)
