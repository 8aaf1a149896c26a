import { DateTime, Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { clocksDifferMs, isTryDue, leaseMs } from "../enrollment/provisioning.ts"
import type { EnrollmentId } from "../invitation/identifiers.ts"
import { later } from "../people/instant.ts"
import { Duties, dutyShards } from "./duties.port.ts"
import { enrollmentDuties } from "./enrollment-duties.ts"

const shards = Array.from({ length: dutyShards }, (_, shard) => shard)

/** So many of each shard are looked at, from its far end. */
const limit = 100

/**
 * Takes up what a process with a wrong clock wrote: its tries stand so far ahead in the index that no sweep would find them before
 * that time. Answers how many were worked on.
 */
export const takeUpPutOff = Effect.fn("takeUpPutOff")(function*() {
  const [duties, enrollments] = [yield* Duties, yield* Enrollments]
  const now = DateTime.formatIso(yield* DateTime.now)
  const after = later(now, leaseMs + clocksDifferMs)
  const refs = yield* Effect.forEach(shards, (shard) => duties.furthest(shard, after, limit), {
    concurrency: dutyShards
  })
  const ids = refs.flat().filter(({ kind }) => kind === "enrollment").map(({ id }) => id as EnrollmentId)
  if (ids.length === 0) return 0
  const putOff = (yield* enrollments.getMany(ids)).filter(({ provisioning }) => isTryDue(provisioning, now))
  return yield* enrollmentDuties(putOff, now)
})
