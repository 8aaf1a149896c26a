import { DateTime, Effect } from "effect"
import { later } from "../values/instant.ts"
import { WorkflowClock } from "./workflow-clock.port.ts"

/** The store's time, as far as this process knows it. It is for what is kept there and compared across processes. */
export const storeNow = Effect.gen(function*() {
  const offset = yield* (yield* WorkflowClock).offsetMs
  return later(DateTime.formatIso(yield* DateTime.now), -Math.round(offset ?? 0))
})
