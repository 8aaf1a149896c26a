import { Result } from "effect"
import type { ChangeContext } from "../../history/event.ts"
import { isMailboxOf, isReadBy, mailboxOf } from "../../values/mailbox.ts"
import { accept } from "../accept.ts"
import type { Enrollment } from "../enrollment.ts"
import { GuardianRefused } from "../errors.ts"

const guardiansAtMost = 3

const without = (addresses: ReadonlyArray<string> | undefined, address: string) =>
  (addresses ?? []).filter((each) => mailboxOf(each) !== mailboxOf(address))

/**
 * Returns the enrollment with one more guardian, who has yet to confirm. Unchanged if the address is named already. Fails if it has enough
 * guardians.
 */
export const withNamedGuardian = (
  enrollment: Enrollment,
  address: string,
  context: ChangeContext
): Result.Result<Enrollment, GuardianRefused> => {
  const { guardians = [], parent_email, pending_guardians: pending = [] } = enrollment
  if (isMailboxOf(address, [parent_email, ...guardians, ...pending])) return Result.succeed(enrollment)
  if (guardians.length + pending.length >= guardiansAtMost) return Result.fail(new GuardianRefused())
  const named = { ...enrollment, pending_guardians: [...pending, address] }
  return Result.succeed(accept(enrollment, named, "guardian_added", context))
}

/** Whether somebody at this address was named as a guardian, and may become one. */
export const isExpected = ({ blocked = [], pending_guardians = [] }: Enrollment, address: string): boolean =>
  isMailboxOf(address, pending_guardians) && !isReadBy(address, blocked)

/** Returns the enrollment with a guardian who has confirmed that they are one. Unchanged if nobody at this address is expected. */
export const withConfirmedGuardian = (enrollment: Enrollment, address: string, context: ChangeContext): Enrollment => {
  if (!isExpected(enrollment, address)) return enrollment
  const { guardians = [], pending_guardians } = enrollment
  const confirmed = { guardians: [...guardians, address], pending_guardians: without(pending_guardians, address) }
  return accept(enrollment, { ...enrollment, ...confirmed }, "guardian_confirmed", context)
}

/** Returns the enrollment without this guardian, confirmed or pending. Unchanged if there is no such guardian. */
export const withoutGuardian = (enrollment: Enrollment, address: string, context: ChangeContext): Enrollment => {
  const { guardians, pending_guardians } = enrollment
  if (!isMailboxOf(address, [...guardians ?? [], ...pending_guardians ?? []])) return enrollment
  const left = { guardians: without(guardians, address), pending_guardians: without(pending_guardians, address) }
  return accept(enrollment, { ...enrollment, ...left }, "guardian_removed", context)
}
