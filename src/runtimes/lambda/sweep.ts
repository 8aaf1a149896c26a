import { Clock, Effect } from "effect"
import { carryOut, compareStores } from "../background/sweep.ts"
import { reportRecords } from "./report.ts"
import { reserveMs } from "./woken.ts"

/** More items than one invocation has time for. */
const maxItems = 10_000

/**
 * Does the work of one tick: carries out what is due and nobody was woken for, reports the state of everything, and compares the stores.
 * Returns how many were worked on, and how many are left.
 */
export const sweepDue = Effect.fn("sweep")(function*(reconcileHours: number, remainingMs: number) {
  const deadline = (yield* Clock.currentTimeMillis) + remainingMs - reserveMs
  const { depth, done, oldest_pending_seconds } = yield* carryOut({ deadline, maxItems })
  yield* reportRecords(oldest_pending_seconds)
  yield* compareStores(reconcileHours, deadline)
  return { done, depth }
})
