import { DateTime, Effect, Result } from "effect"
import { confirmableUntil } from "../people/confirmable.ts"
import { People } from "../people/people.port.ts"
import { changeEnrollment } from "./change-enrollment.ts"
import { withNamedGuardian, withoutGuardian } from "./guardians.ts"
import { guardiansPolicy } from "./permits.ts"

/**
 * Names a further guardian of the permitted enrollment, who becomes one when they open the link that is mailed to them. The same is
 * written whoever it is: whether they may become one is decided where nobody waits for the answer.
 */
export const nameGuardian = Effect.fn("nameGuardian")(function*(address: string, expected?: number) {
  const permit = yield* guardiansPolicy.tag
  const after = yield* changeEnrollment(
    permit,
    expected,
    (enrollment, occasion) => withNamedGuardian(enrollment, address, occasion)
  )
  yield* (yield* People).askToConfirm(address, after.enrollment_id, confirmableUntil(yield* DateTime.now))
  return after
})

/** Takes a guardian off the permitted enrollment, from their next request on. */
export const removeGuardian = Effect.fn("removeGuardian")(function*(address: string, expected?: number) {
  return yield* changeEnrollment(
    yield* guardiansPolicy.tag,
    expected,
    (enrollment, occasion) => Result.succeed(withoutGuardian(enrollment, address, occasion))
  )
})
