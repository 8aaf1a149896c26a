import { Clock, Effect } from "effect"
import { measureAttention, measureBacklog } from "../../domain/provisioning/backlog.ts"
import { drain } from "../../domain/provisioning/drain.ts"

/** Until shortly before the next one begins. */
const forMs = 55_000
/** An item takes about five requests of the ten thousand that an invocation may make. */
const maxItems = 1000

/** What the schedule calls every minute: carries out what is due, and logs the figures to watch, which no isolate can tell from memory. */
export const sweep = Effect.gen(function*() {
  const now = yield* Clock.currentTimeMillis
  const done = yield* drain({ maxItems, deadline: now + forMs })
  const backlog = yield* measureBacklog()
  const needs_attention = yield* measureAttention()
  yield* Effect.logInfo("sweep_done").pipe(Effect.annotateLogs({ done, ...backlog, needs_attention }))
}).pipe(
  Effect.catch(({ code, store }) => Effect.logError("sweep_failed").pipe(Effect.annotateLogs({ store, code }))),
  Effect.withSpan("sweep")
)
