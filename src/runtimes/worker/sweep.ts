import { Clock, Effect } from "effect"
import { carryOut, compareStores } from "../background/sweep.ts"

/** Until shortly before the next one begins. */
const forMs = 55_000
/** An item takes about five requests of the ten thousand that an invocation may make. */
const maxItems = 1000

/** What the schedule calls every minute: what is due, then the comparison of the stores. */
export const sweep = (reconcileHours: number) =>
  Effect.gen(function*() {
    const deadline = (yield* Clock.currentTimeMillis) + forMs
    yield* carryOut({ deadline, maxItems })
    yield* compareStores(reconcileHours, deadline)
  }).pipe(
    Effect.catch(({ code, store }) => Effect.logError("sweep_failed").pipe(Effect.annotateLogs({ store, code }))),
    Effect.withSpan("sweep")
  )
