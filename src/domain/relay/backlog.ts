import { DateTime, Effect, Metric } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { idsOf } from "../outbox/kinds.ts"
import { Outbox, outboxShards } from "../outbox/outbox.port.ts"
import { oldestPendingSeconds } from "../provisioning/enrollment-work.ts"
import { enrollmentsListed } from "../provisioning/listed.ts"
import { Schools } from "../school/schools.port.ts"
import type { EnrollmentId } from "../values/identifiers.ts"
import { backlogAge, backlogDepth, needsAttention } from "./metrics.ts"

const shards = Array.from({ length: outboxShards }, (_, shard) => shard)

/**
 * Returns how many aggregates have an open outbox entry, and how long the oldest records have been wanted. Both are kept as metrics for all
 * who ask.
 */
export const measureBacklog = Effect.fn("measureBacklog")(function*() {
  const outbox = yield* Outbox
  const now = DateTime.formatIso(yield* DateTime.now)
  const counts = yield* Effect.forEach(shards, (shard) => outbox.count(shard), { concurrency: outboxShards })
  const heads = yield* Effect.forEach(shards, (shard) => outbox.due(shard, now, 5), { concurrency: outboxShards })
  const ids = idsOf(heads.flat(), "enrollment") as ReadonlyArray<EnrollmentId>
  const oldest = ids.length === 0 ? 0 : yield* oldestPendingSeconds(yield* (yield* Enrollments).getMany(ids))
  const depth = counts.reduce((sum, count) => sum + count, 0)
  yield* Metric.update(backlogDepth, depth)
  yield* Metric.update(backlogAge, oldest)
  return { depth, oldest_pending_seconds: oldest }
})

/** Returns how many enrollments wait for a person, over all schools. The number is kept as a metric. */
export const measureAttention = Effect.fn("measureAttention")(function*() {
  const schools = yield* (yield* Schools).list
  const rows = yield* Effect.forEach(
    schools,
    ({ school_id }) => enrollmentsListed(school_id, { provisioning: "needs_attention" })
  )
  const waiting = rows.flat().length
  yield* Metric.update(needsAttention, waiting)
  return waiting
})
