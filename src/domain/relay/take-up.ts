import { DateTime, Effect } from "effect"
import { leaseMs } from "../enrollment/provisioning.ts"
import { clocksDifferMs } from "../outbox/due.ts"
import { Outbox, outboxShards } from "../outbox/outbox.port.ts"
import { inTurnThenFail } from "../store/all-then-fail.ts"
import { later } from "../values/instant.ts"
import { loadAll } from "./kinds.ts"

const shards = Array.from({ length: outboxShards }, (_, shard) => shard)

/** At most this many of each shard are looked at, from its far end. */
const limit = 100

/**
 * Takes up what a process with a wrong clock wrote. Its outbox entries stand so far ahead in the index that no sweep would find them before
 * that time. Returns how many were worked on.
 */
export const takeUpPutOff = Effect.fn("takeUpPutOff")(function*() {
  const { furthest } = yield* Outbox
  const now = DateTime.formatIso(yield* DateTime.now)
  const after = later(now, leaseMs + clocksDifferMs)
  const found = yield* Effect.forEach(shards, (shard) => furthest(shard, after, limit), { concurrency: outboxShards })
  const loaded = yield* loadAll(found.flat())
  const worked = yield* inTurnThenFail(loaded.map(({ workOnDue }) => workOnDue(now)))
  return worked.reduce((sum, each) => sum + each, 0)
})
