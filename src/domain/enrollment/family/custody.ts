import { Effect, Result } from "effect"
import type { ChangeContext } from "../../history/event.ts"
import type { PermitOf } from "../../people/permit.ts"
import { isBlocked } from "../../people/permit.ts"
import { mailboxOf } from "../../values/mailbox.ts"
import { accept } from "../accept.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import type { Enrollment } from "../enrollment.ts"
import { CustodyOfSelf } from "../errors.ts"
import { custodyPolicy } from "../policies.ts"

/** Returns the enrollment kept from exactly these addresses. Unchanged if it is so already. */
export const withBlocked = (
  enrollment: Enrollment,
  blocked: ReadonlyArray<string>,
  context: ChangeContext
): Enrollment => {
  const byMailbox = new Map(blocked.map((address) => [mailboxOf(address), address]))
  const [before, after] = [enrollment.blocked ?? [], [...byMailbox.values()].toSorted()]
  if (before.join() === after.join()) return enrollment
  return accept(enrollment, { ...enrollment, blocked: after }, "custody_changed", context, { blocked: after.length })
}

/**
 * Keeps the permitted enrollment from whoever has one of these addresses, and from nobody else, starting with their next request. Only an
 * admin may block themselves, since an admin sees and sets custody in any case. Fails with `CustodyOfSelf` for others who would.
 */
export const setCustody = Effect.fn("setCustody")(
  function*(permit: PermitOf<typeof custodyPolicy>, blocked: ReadonlyArray<string>, expected?: number) {
    if (!permit.roles.includes("admin") && isBlocked(permit.principal, { blocked })) return yield* new CustodyOfSelf()
    return yield* changeEnrollment(
      permit,
      expected,
      (enrollment, context) => Result.succeed(withBlocked(enrollment, blocked, context))
    )
  }
)
