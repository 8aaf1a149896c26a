import { DateTime, Effect, Result } from "effect"
import { confirmableUntil } from "../../people/confirmable.ts"
import { People } from "../../people/people.port.ts"
import type { PermitOf } from "../../people/permit.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import { guardiansPolicy } from "../policies.ts"
import { withNamedGuardian, withoutGuardian } from "./guardians.ts"

/**
 * Names a further guardian of the permitted enrollment. They become one when they open the link that is mailed to them. The same is written
 * whoever they are: whether they may become one is decided later, where nobody waits for the answer.
 */
export const nameGuardian = Effect.fn("nameGuardian")(
  function*(permit: PermitOf<typeof guardiansPolicy>, address: string, expected?: number) {
    const after = yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => withNamedGuardian(enrollment, address, context)
    )
    yield* (yield* People).askToConfirm(address, after.enrollment_id, confirmableUntil(yield* DateTime.now))
    return after
  }
)

/** Removes a guardian from the permitted enrollment, starting with their next request. */
export const removeGuardian = Effect.fn("removeGuardian")(
  function*(permit: PermitOf<typeof guardiansPolicy>, address: string, expected?: number) {
    return yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => Result.succeed(withoutGuardian(enrollment, address, context))
    )
  }
)
