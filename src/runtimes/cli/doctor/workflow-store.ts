import { DateTime, Effect, Layer, Schema } from "effect"
import { randomUUID } from "node:crypto"
import { absent, present } from "../../../adapters/dynamodb/conditions.ts"
import { Dynamo } from "../../../adapters/dynamodb/dynamo.ts"
import * as DueIndex from "../../../adapters/dynamodb/index/outbox.ts"
import { Outbox, outboxShards } from "../../../domain/outbox/outbox.port.ts"
import { clockToleranceMs, isClockRight } from "../../../domain/store/workflow-clock.port.ts"
import { failed, type Finding, ok, orFailed, warning } from "./finding.ts"

const overdueAfterMinutes = 10
const countedPerShard = 1000

class NotWritten extends Schema.TaggedError<NotWritten>()("NotWritten", { code: Schema.String }) {}

/** Puts and deletes an item of its own: this needs rights and capacity for both. */
const probe = Effect.fnUntraced(function*() {
  const dynamo = yield* Dynamo
  const key = { pk: `DOCTOR#${randomUUID()}`, sk: "HEAD" }
  if (!(yield* dynamo.put(key, absent))) return yield* new NotWritten({ code: "put_refused" })
  if (!(yield* dynamo.delete(key, present))) return yield* new NotWritten({ code: "delete_refused" })
})

const clockFinding = (offsetMs: number | undefined): Finding => {
  if (offsetMs === undefined) return warning("clock", "the workflow store tells no time", "Compare it by hand: date -u")
  const [seconds, side] = [Math.abs(Math.round(offsetMs / 1000)), offsetMs > 0 ? "ahead of" : "behind"]
  return isClockRight(offsetMs)
    ? ok("clock", `within ${clockToleranceMs / 1000} s of the workflow store's (${Math.round(offsetMs / 1000)} s)`)
    : failed(
      "clock",
      `${seconds} s ${side} the workflow store`,
      "Set this machine's clock (NTP), then restart the service."
    )
}

/** Finds outbox entries that a living relay would have carried out long ago. */
const overdue = Effect.fnUntraced(function*() {
  const { due } = yield* Outbox
  const before = DateTime.formatIso(DateTime.subtract(yield* DateTime.now, { minutes: overdueAfterMinutes }))
  const shards = Array.from({ length: outboxShards }, (_, shard) => due(shard, before, countedPerShard))
  const refs = (yield* Effect.all(shards, { concurrency: outboxShards })).flat()
  const check = "open outbox entries"
  if (refs.length === 0) return ok(check, `none is older than ${overdueAfterMinutes} minutes`)
  const ids = refs.toSorted((one, other) => one.due_at < other.due_at ? -1 : 1).slice(0, 10).map(({ id }) => id)
  return failed(
    check,
    `${refs.length} older than ${overdueAfterMinutes} minutes: ${ids.join(", ")}${refs.length > 10 ? ", …" : ""}`,
    "Is a service running, and PostgreSQL there? Then see docs/operations.md, The relay has stopped."
  )
})

const reach = (code: string): ReadonlyArray<Finding> => [
  failed(
    "workflow store",
    code === "ResourceNotFoundException" ? "the table does not exist" : `it cannot be reached (${code})`,
    code === "ResourceNotFoundException"
      ? "Make the table, or set DYNAMODB_TABLE and AWS_REGION right."
      : "Check DYNAMODB_ENDPOINT, AWS_REGION, the network and the credentials."
  )
]

const examine = Effect.gen(function*() {
  const dynamo = yield* Dynamo
  const differences = yield* dynamo.differences
  const shape = differences.length === 0
    ? [ok("workflow store", "the table has its keys and indexes")]
    : differences.map((difference) =>
      failed("workflow store", difference, "Bring the table to its definition (src/adapters/dynamodb/table.ts).")
    )
  const write = yield* orFailed(
    Effect.as(probe(), ok("workflow store", "an item could be written and deleted")),
    (code) => failed("workflow store", `it cannot be written (${code})`, "Allow PutItem, UpdateItem and DeleteItem.")
  )
  const outbox = yield* orFailed(
    overdue(),
    (code) =>
      failed("open outbox entries", `not known (${code})`, "Allow Query on the indexes; see workflow store above.")
  )
  return [...shape, write, clockFinding(yield* dynamo.clockOffsetMs), outbox]
})

/** Checks the workflow store in this table: it exists, is as defined, and is writable; its clock; and what is long overdue in it. */
export const workflowFindings = (table: Layer.Layer<Dynamo>) =>
  orFailed(examine, reach).pipe(Effect.provide(DueIndex.layer.pipe(Layer.provideMerge(table))))
