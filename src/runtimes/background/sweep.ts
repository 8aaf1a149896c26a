import { Clock, Effect } from "effect"
import { scheduledReconcile } from "../../domain/reconciliation/scheduled.ts"
import { measureBacklog } from "../../domain/relay/backlog.ts"
import { drain } from "../../domain/relay/drain.ts"
import { takeUpPutOff } from "../../domain/relay/take-up.ts"

/** Comparing the stores takes processor time, and scheduled runs have little of it. */
const sliceMs = 15_000

/** Carries out what is due and logs the backlog, which a short-lived process cannot tell from memory. `deadline`: epoch milliseconds. */
export const carryOut = Effect.fnUntraced(function*(limits: { readonly deadline: number; readonly maxItems: number }) {
  const drained = yield* drain(limits)
  const later = yield* drain({ ...limits, maxItems: limits.maxItems - drained, from: "later" })
  const done = drained + later + (yield* takeUpPutOff())
  const backlog = yield* measureBacklog()
  yield* Effect.logInfo("sweep_done").pipe(Effect.annotateLogs({ done, ...backlog }))
  return { done, ...backlog }
})

/** Continues the comparison of the stores, if one is due, until the deadline at the latest. Never fails: the next call goes on. */
export const compareStores = Effect.fnUntraced(
  function*(hours: number, deadline: number) {
    const left = Math.min(sliceMs, deadline - (yield* Clock.currentTimeMillis))
    if (hours > 0 && left > 0) yield* scheduledReconcile({ everyMs: hours * 3_600_000, forMs: left })
  },
  Effect.catch(({ code, store }) => Effect.logWarning("reconcile_paused").pipe(Effect.annotateLogs({ store, code })))
)
