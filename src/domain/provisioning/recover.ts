import { DateTime, Effect } from "effect"
import { RecordsRefused } from "../enrollment/errors.ts"
import { provisionPolicy } from "../enrollment/permits.ts"
import { recordsDue } from "../enrollment/projection.ts"
import { retried } from "../enrollment/provisioning.ts"
import { StoreUnavailable } from "../people/store-unavailable.ts"
import { Circuit } from "./circuit.ts"
import { provision } from "./provision.ts"
import { settle } from "./settle.ts"

/**
 * The manual recovery of the permitted enrollment: writes its records now, also those of a version that is held already (missing rows
 * come back, drifted ones are set right). Nothing to do where no records are due. While PostgreSQL is away it is due, and left to the
 * relay.
 */
export const recover = Effect.fn("recover")(function*() {
  const { resource } = yield* provisionPolicy.tag
  if (!recordsDue(resource)) return resource
  const now = DateTime.formatIso(yield* DateTime.now)
  const due = yield* settle(resource, (current) => ({
    ...current,
    provisioning: retried(current.provisioning, now),
    rev: current.rev + 1
  }))
  if (!(yield* (yield* Circuit).admit)) {
    return yield* new StoreUnavailable({ store: "student-records", code: "circuit_open" })
  }
  const [tried] = yield* provision([due], "repair")
  if (tried === undefined) return due
  const { enrollment, outcome } = tried
  if (outcome._tag === "Held") return enrollment
  return yield* outcome._tag === "Refused"
    ? new RecordsRefused({ enrollment_id: due.enrollment_id, problems: outcome.problems })
    : new StoreUnavailable({ store: "student-records", code: outcome.code })
})
