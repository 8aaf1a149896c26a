import { DateTime, Effect } from "effect"
import { setTimeout as sleep } from "node:timers/promises"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { Outbox, outboxShards } from "../../src/domain/outbox/outbox.port.ts"
import type { EnrollmentId } from "../../src/domain/values/identifiers.ts"
import type { Stage } from "./stage.ts"

/** Everything converges so soon after the last fault (I10). */
export const convergenceMs = 30_000

/** How many of those that have an outbox entry are pending; looks at some of each shard only. */
const pending = Effect.gen(function*() {
  const [outbox, enrollments] = [yield* Outbox, yield* Enrollments]
  const never = DateTime.formatIso(DateTime.add(yield* DateTime.now, { days: 365 }))
  const refs = yield* Effect.forEach(
    Array.from({ length: outboxShards }, (_, shard) => shard),
    (shard) => outbox.due(shard, never, 1000)
  )
  const ids = refs.flat().filter(({ kind }) => kind === "enrollment").map(({ id }) => id as EnrollmentId)
  return (yield* enrollments.getMany(ids)).filter(({ provisioning }) => provisioning.state === "pending").length
})

/** How many enrollments wait for their records. A store that is too busy to say so is asked again. */
export const pendingIn = (stage: Stage): Promise<number> => stage.inDirectory(Effect.retry(pending, { times: 5 }))

/** Waits until no records are pending any more; returns how many milliseconds that took. Throws where it takes longer than it may. */
export const untilQuiet = async (stage: Stage): Promise<number> => {
  const began = performance.now()
  for (;;) {
    const left = await pendingIn(stage)
    const took = performance.now() - began
    if (left === 0) return took
    if (took > convergenceMs) {
      throw new Error(`I10: ${left} enrollments are pending ${convergenceMs} ms after the last fault`)
    }
    await sleep(200)
  }
}
