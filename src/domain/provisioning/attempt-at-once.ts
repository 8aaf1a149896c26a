import { Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import type { EnrollmentId } from "../values/identifiers.ts"
import { Circuit } from "./circuit.ts"
import { provision } from "./provision.ts"

/**
 * Attempts these enrollments now, without a lease (the put is idempotent), if they are pending and nobody has tried yet. While the circuit
 * is open, nothing is tried and they stay due for the sweep.
 */
export const attemptAtOnce = Effect.fn("attemptAtOnce")(function*(ids: ReadonlyArray<EnrollmentId>) {
  if (yield* (yield* Circuit).isOpen) return
  const enrollments = yield* (yield* Enrollments).getMany([...new Set(ids)])
  const untried = enrollments.filter(({ provisioning }) =>
    provisioning.state === "pending" && provisioning.attempts === 0
  )
  if (untried.length > 0) yield* provision(untried)
})
