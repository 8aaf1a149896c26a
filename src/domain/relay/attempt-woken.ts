import { Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { Circuit } from "../provisioning/circuit.ts"
import { provision } from "../provisioning/provision.ts"
import type { EnrollmentId } from "../values/identifiers.ts"

/**
 * What a wake-up does: attempts these at once, without a lease (the put is idempotent), if they are pending and nobody has tried yet.
 * While the circuit is open nothing is tried: they stay due for the sweep.
 */
export const attemptWoken = Effect.fn("attemptWoken")(function*(ids: ReadonlyArray<EnrollmentId>) {
  if (yield* (yield* Circuit).isOpen) return
  const enrollments = yield* (yield* Enrollments).getMany([...new Set(ids)])
  const untried = enrollments.filter(({ provisioning }) =>
    provisioning.state === "pending" && provisioning.attempts === 0
  )
  if (untried.length > 0) yield* provision(untried)
})
