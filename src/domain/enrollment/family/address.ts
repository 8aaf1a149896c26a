import { Effect, Result } from "effect"
import type { ChangeContext } from "../../history/event.ts"
import type { Principal } from "../../people/principal.ts"
import { mailboxOf } from "../../values/mailbox.ts"
import { accept } from "../accept.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import type { Enrollment } from "../enrollment.ts"
import { Enrollments } from "../enrollments.port.ts"

const pageOf = 200

/** Returns all enrollments that were begun under this address. */
export const begunUnder = Effect.fnUntraced(function*(address: string) {
  const { listByFamily } = yield* Enrollments
  const all: Array<Enrollment> = []
  let after: string | undefined
  do {
    const page: { readonly items: ReadonlyArray<Enrollment>; readonly last: string | undefined } = yield* listByFamily(
      address,
      { limit: pageOf, after }
    )
    all.push(...page.items)
    after = page.last
  } while (after !== undefined)
  return all
})

interface Move {
  readonly from: string
  readonly to: string
}

/** Returns the enrollment under the address that its parent or guardian has now. Unchanged if the former address is neither's. */
export const withFamilyAddress = (enrollment: Enrollment, { from, to }: Move, context: ChangeContext): Enrollment => {
  const { guardians, parent_email } = enrollment
  const moved = (address: string) => mailboxOf(address) === mailboxOf(from) ? to : address
  const after = {
    parent_email: moved(parent_email),
    ...(guardians !== undefined && { guardians: guardians.map(moved) })
  }
  const isSame = after.parent_email === parent_email && `${after.guardians}` === `${guardians}`
  return isSame ? enrollment : accept(enrollment, { ...enrollment, ...after }, "family_address_changed", context)
}

/** Moves these enrollments to the address that their parent or guardian has now, so that they stay theirs. */
export const moveFamily = Effect.fn("moveFamily")(function*(
  principal: Principal,
  enrollments: ReadonlyArray<Enrollment>,
  move: Move
) {
  yield* Effect.forEach(enrollments, (resource) =>
    changeEnrollment(
      { principal, resource },
      undefined,
      (enrollment, context) => Result.succeed(withFamilyAddress(enrollment, move, context))
    ), { discard: true })
})
