import { Clock, DateTime, Effect, Random } from "effect"
import { outboxKinds } from "../outbox/kinds.ts"
import { type AskedEntries, Outbox, outboxShards } from "../outbox/outbox.port.ts"
import { Circuit } from "../provisioning/circuit.ts"
import { allThenFail, inTurnThenFail } from "../store/all-then-fail.ts"
import { later } from "../values/instant.ts"
import { loadAll, works } from "./kinds.ts"

/** At most this many aggregates are read and worked on together. */
const batchSize = 100
/** While one shard waits for a slow store, the other goes on. With more of them, requests wait for the processor while a backlog drains. */
const shardsAtOnce = 2

/** An aggregate that cannot be read (damaged, or of a newer release) is looked at again after this. */
const unreadableAgainAfterMs = 600_000

/** While PostgreSQL is away, a few enrollments are enough to find one for the probe. Mail must not wait behind all of them. */
const probeCandidates = 10

type From = NonNullable<AskedEntries["from"]>

const dueIn = Effect.fnUntraced(function*(shard: number, now: string, limit: number, from: From) {
  const { due } = yield* Outbox
  if (!(yield* (yield* Circuit).isOpen)) return yield* due(shard, now, limit, { from })
  const found = yield* Effect.forEach(
    outboxKinds,
    (kind) => due(shard, now, works[kind].needsRecords ? Math.min(limit, probeCandidates) : limit, { from, kind })
  )
  return found.flat()
})

const drainShard = Effect.fnUntraced(function*(shard: number, limit: number, from: From) {
  const now = DateTime.formatIso(yield* DateTime.now)
  const entries = yield* dueIn(shard, now, limit, from)
  if (entries.length === 0) return 0
  const loaded = yield* loadAll(entries)
  const read = new Set(loaded.flatMap(({ ids }) => ids))
  const again = later(now, unreadableAgainAfterMs)
  const { postpone } = yield* Outbox
  const unreadable = entries.filter(({ id }) => !read.has(id))
  const worked = yield* inTurnThenFail([
    Effect.map(allThenFail(unreadable, (entry) => postpone(entry, again), 8), (postponed) => postponed.length),
    ...loaded.map(({ workOnAll }) => workOnAll(now))
  ])
  return worked.reduce((sum, each) => sum + each, 0)
})

/**
 * Carries out what is due: student records, events, mail. `from` selects what was written for soon, or for much later. Begins at a random
 * shard, so that relays spread, and ends when nothing is due. Once `maxItems` were worked on, or the clock reaches `deadline` (epoch
 * milliseconds), no batch is begun. If a store refuses something on one shard, the others still have their turn; then this fails. Returns
 * how many were worked on, which may be more than `maxItems` by the batches that were under way. An interruption waits for those.
 */
export const drain = Effect.fn("drain")(function*(
  { deadline, from = "soon", maxItems }: { readonly maxItems: number; readonly deadline: number; readonly from?: From }
) {
  const first = yield* Random.nextIntBetween(0, outboxShards)
  const shards = Array.from({ length: outboxShards }, (_, offset) => (first + offset) % outboxShards)
  let done = 0
  const drainSome = Effect.fnUntraced(function*(shard: number) {
    if (done >= maxItems || (yield* Clock.currentTimeMillis) >= deadline) return 0
    const worked = yield* Effect.uninterruptible(drainShard(shard, Math.min(maxItems - done, batchSize), from))
    done += worked
    return worked
  })
  let progress = true
  while (progress) progress = (yield* allThenFail(shards, drainSome, shardsAtOnce)).some((worked) => worked > 0)
  return done
})
