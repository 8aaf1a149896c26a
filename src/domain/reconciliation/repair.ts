import { Array, DateTime, Effect } from "effect"
import { provision } from "../provisioning/provision.ts"
import { StoreUnavailable } from "../store/unavailable.ts"
import { type Compared, differing, recordsOf } from "./compared.ts"
import { isRepairable } from "./discrepancy.ts"

/** As many as one statement takes. */
const batchSize = 100

const repairBatch = Effect.fnUntraced(function*(found: ReadonlyArray<Compared>) {
  const tried = yield* provision(found.map(({ enrollment }) => enrollment), "repair")
  for (const { outcome } of tried) {
    if (outcome._tag === "Unavailable") {
      return yield* new StoreUnavailable({ store: "student-records", code: outcome.code })
    }
  }
  const held = tried.filter(({ outcome }) => outcome._tag === "Held").map(({ enrollment }) => enrollment)
  const now = DateTime.formatIso(yield* DateTime.now)
  // Rows that are ahead by now are those of a step that was taken meanwhile.
  const left = differing(held, yield* recordsOf(held), now)
    .filter(({ kind }) => kind !== "ahead")
    .map(({ enrollment }) => enrollment.enrollment_id)
  return held.map(({ enrollment_id }) => enrollment_id).filter((id) => !left.includes(id))
})

/** Projects again and puts again what that can set right; deletes nothing. Returns which enrollments agree with their records now. */
export const repaired = Effect.fnUntraced(function*(found: ReadonlyArray<Compared>) {
  const batches = Array.chunksOf(found.filter(({ kind }) => isRepairable(kind)), batchSize)
  return new Set<string>((yield* Effect.forEach(batches, repairBatch)).flat())
})
