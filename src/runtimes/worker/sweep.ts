import { Clock, Effect } from "effect"
import { measureBacklog } from "../../domain/provisioning/backlog.ts"
import { drain } from "../../domain/provisioning/drain.ts"
import { takeUpPutOff } from "../../domain/provisioning/put-off.ts"
import { scheduledReconcile } from "../../domain/provisioning/scheduled-reconcile.ts"

/** Until shortly before the next one begins. */
const forMs = 55_000
/** An item takes about five requests of the ten thousand that an invocation may make. */
const maxItems = 1000
/** Comparing the stores takes processor time, of which an invocation has 30 seconds. */
const sliceMs = 15_000

const compareStores = Effect.fnUntraced(function*(hours: number, deadline: number) {
  const left = Math.min(sliceMs, deadline - (yield* Clock.currentTimeMillis))
  if (hours > 0 && left > 0) yield* scheduledReconcile({ everyMs: hours * 3_600_000, forMs: left })
}, Effect.catch(({ code, store }) => Effect.logWarning("reconcile_paused").pipe(Effect.annotateLogs({ store, code }))))

/**
 * What the schedule calls every minute: carries out what is due, logs the backlog, which no isolate can tell from memory, and goes on
 * with comparing the stores where that is due.
 */
export const sweep = (reconcileHours: number) =>
  Effect.gen(function*() {
    const deadline = (yield* Clock.currentTimeMillis) + forMs
    const drained = yield* drain({ maxItems, deadline })
    const done = drained + (yield* takeUpPutOff())
    const backlog = yield* measureBacklog()
    yield* Effect.logInfo("sweep_done").pipe(Effect.annotateLogs({ done, ...backlog }))
    yield* compareStores(reconcileHours, deadline)
  }).pipe(
    Effect.catch(({ code, store }) => Effect.logError("sweep_failed").pipe(Effect.annotateLogs({ store, code }))),
    Effect.withSpan("sweep")
  )
