import { DateTime, Effect } from "effect"
import { setTimeout as sleep } from "node:timers/promises"
import { Enrollments } from "../../src/domain/enrollment/enrollments.port.ts"
import { Outbox, outboxShards } from "../../src/domain/outbox/outbox.port.ts"
import type { EnrollmentId } from "../../src/domain/values/identifiers.ts"
import type { Stage } from "./stage.ts"

/** Everything converges within this time after the last fault (I10). */
export const convergenceMs = 30_000

/** Counts how many of those that have an outbox entry are pending. It looks at only some of each shard. */
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

/** Returns how many enrollments wait for their records. Asks again when a store is too busy to answer. */
export const pendingIn = (stage: Stage): Promise<number> => stage.inDirectory(Effect.retry(pending, { times: 5 }))

/** Waits until no records are pending any more, and returns how many milliseconds that took. Throws when it takes longer than allowed. */
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
