import { Clock, DateTime, Effect, Metric, Random } from "effect"
import { leaseMs } from "../enrollment/provisioning.ts"
import { clocksDifferMs } from "../outbox/due.ts"
import { Outbox, type OutboxEntry, outboxShards } from "../outbox/outbox.port.ts"
import { inTurnThenFail } from "../store/all-then-fail.ts"
import { later } from "../values/instant.ts"
import { loadAll } from "./kinds.ts"
import { backlogDepth, relayFinished } from "./metrics.ts"

/** With more entries than this in a shard there is enough to do: the sweep goes on. */
const lookedAt = 100

/** However quiet it is, the sweep comes by after so long (milliseconds). */
const longestMs = 300_000

/** Takes up what a process with a wrong clock put off, among entries that are known already. */
const takeUp = Effect.fnUntraced(function*(entries: ReadonlyArray<OutboxEntry>, now: string) {
  const after = later(now, leaseMs + clocksDifferMs)
  const far = entries.filter(({ due_at }) => due_at > after)
  if (far.length === 0) return
  const loaded = yield* loadAll(far)
  yield* inTurnThenFail(loaded.map(({ workOnDue }) => workOnDue(now)))
})

/**
 * Waits while nothing is due. Every `everyMs` (milliseconds) it looks at one shard, the next each time: one query tells what is due there,
 * what will be, how much there is, and what a wrong clock put off. What was seen ahead of its time is not waited for any longer than that.
 * Returns once something is due, or after five minutes.
 */
export const restUntilDue = Effect.fnUntraced(function*(everyMs: number) {
  const { open } = yield* Outbox
  const began = yield* Clock.currentTimeMillis
  const first = yield* Random.nextIntBetween(0, outboxShards)
  const earliest = new Map<number, number>()
  const depths = new Map<number, number>()
  let next = began + everyMs
  for (let look = 0;; look++) {
    const wake = Math.min(next, ...earliest.values())
    yield* Effect.sleep(Math.max(0, wake - (yield* Clock.currentTimeMillis)))
    const now = yield* Clock.currentTimeMillis
    if (wake < next || now >= began + longestMs) return
    const shard = (first + look) % outboxShards
    const entries = yield* open(shard, lookedAt)
    if (entries.length === lookedAt) return
    const times = entries.map(({ due_at }) => Date.parse(due_at))
    if (times.some((time) => time <= now)) return
    yield* Effect.uninterruptible(takeUp(entries, DateTime.formatIso(DateTime.makeUnsafe(now))))
    if (times.length > 0) earliest.set(shard, Math.min(...times))
    else earliest.delete(shard)
    depths.set(shard, entries.length)
    yield* Metric.update(backlogDepth, [...depths.values()].reduce((sum, depth) => sum + depth, 0))
    yield* relayFinished("sweep")
    next = now + everyMs
  }
})
