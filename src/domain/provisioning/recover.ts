import { DateTime, Effect, Result } from "effect"
import { changeEnrollment } from "../enrollment/change-enrollment.ts"
import type { Enrollment } from "../enrollment/enrollment.ts"
import { RecordsRefused } from "../enrollment/errors.ts"
import { liftAbove } from "../enrollment/lift.ts"
import { provisionPolicy } from "../enrollment/policies.ts"
import { recordsDue } from "../enrollment/projection.ts"
import { retried } from "../enrollment/provisioning.ts"
import type { PermitOf } from "../people/permit.ts"
import type { Permit } from "../people/permit.ts"
import { StoreUnavailable } from "../store/unavailable.ts"
import { studentUniqueIdOf } from "../values/identifiers.ts"
import { Circuit } from "./circuit.ts"
import { provision } from "./provision.ts"
import { settleEnrollment } from "./settle-enrollment.ts"
import { StudentRecords } from "./student-records.port.ts"

/** Whoever recovers an enrollment decides that it is the truth, even against later records. So it is lifted above them. */
const lifted = Effect.fnUntraced(function*(permit: Permit<"provisioning.retry", Enrollment>) {
  const { enrollment_id } = permit.resource
  // If PostgreSQL cannot be asked, the put will say so.
  const [stored] = yield* (yield* StudentRecords).find([studentUniqueIdOf(enrollment_id)]).pipe(
    Effect.catchTag("StoreUnavailable", () => Effect.succeed([]))
  )
  const held = stored?.extension?.enrollment_version ?? 0
  return yield* changeEnrollment(
    permit,
    undefined,
    (current, context) => Result.succeed(liftAbove(current, held, context))
  )
})

/**
 * The manual recovery of the permitted enrollment. Writes its records now, even if this version is already held (missing rows come back,
 * drifted ones are set right), and also over those of a later version. Does nothing where no records are due. While PostgreSQL is away, it
 * makes them due, leaves them to the relay and fails.
 */
export const recover = Effect.fn("recover")(function*(permit: PermitOf<typeof provisionPolicy>) {
  if (!recordsDue(permit.resource)) return permit.resource
  const mayAsk = yield* (yield* Circuit).admit
  const enrollment = mayAsk ? yield* lifted(permit) : permit.resource
  const now = DateTime.formatIso(yield* DateTime.now)
  const due = yield* settleEnrollment(enrollment, (current) => ({
    ...current,
    provisioning: retried(current.provisioning, now),
    rev: current.rev + 1
  }))
  if (!mayAsk) return yield* new StoreUnavailable({ store: "student-records", code: "circuit_open" })
  const [tried] = yield* provision([due], "repair")
  if (tried === undefined) return due
  const { outcome } = tried
  if (outcome._tag === "Held") return tried.enrollment
  return yield* outcome._tag === "Refused"
    ? new RecordsRefused({ enrollment_id: due.enrollment_id, problems: outcome.problems })
    : new StoreUnavailable({ store: "student-records", code: outcome.code })
})
