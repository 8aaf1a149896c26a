import { Clock, Effect } from "effect"
import { carryOut, compareStores } from "../background/sweep.ts"

/** Runs until shortly before the next one begins. */
const forMs = 55_000
/** An item takes about five of the ten thousand requests that an invocation may make. */
const maxItems = 1000

/** The schedule calls this every minute. It does what is due, then compares the stores. */
export const sweep = (reconcileHours: number) =>
  Effect.gen(function*() {
    const deadline = (yield* Clock.currentTimeMillis) + forMs
    yield* carryOut({ deadline, maxItems })
    yield* compareStores(reconcileHours, deadline)
  }).pipe(
    Effect.catch(({ code, store }) => Effect.logError("sweep_failed").pipe(Effect.annotateLogs({ store, code }))),
    Effect.withSpan("sweep")
  )
