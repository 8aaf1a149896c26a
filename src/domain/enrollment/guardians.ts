import { Effect, Result } from "effect"
import { enterPerson } from "../people/enter-person.ts"
import type { Occasion } from "../people/event.ts"
import { People } from "../people/people.port.ts"
import { isBlocked } from "../people/permit.ts"
import { VersionConflict } from "../people/stale-version.ts"
import { accept } from "./accept.ts"
import { changeEnrollment } from "./change-enrollment.ts"
import type { Enrollment } from "./enrollment.ts"
import { CustodyOfSelf, GuardianRefused } from "./errors.ts"
import { custodyPolicy, guardiansPolicy } from "./permits.ts"

const guardiansAtMost = 3

/** The enrollment with one more guardian; the same where the address is of the family already. */
export const withGuardian = (
  enrollment: Enrollment,
  address: string,
  occasion: Occasion
): Result.Result<Enrollment, GuardianRefused> => {
  const { blocked = [], guardians = [], parent_email } = enrollment
  if (blocked.includes(address)) return Result.fail(new GuardianRefused())
  if ([parent_email, ...guardians].includes(address)) return Result.succeed(enrollment)
  if (guardians.length >= guardiansAtMost) return Result.fail(new GuardianRefused())
  return Result.succeed(
    accept(enrollment, { ...enrollment, guardians: [...guardians, address] }, "guardian_added", occasion)
  )
}

/** The enrollment kept from these addresses and no others; the same where it is so already. */
export const withBlocked = (enrollment: Enrollment, blocked: ReadonlyArray<string>, occasion: Occasion): Enrollment => {
  const [before, after] = [enrollment.blocked ?? [], [...new Set(blocked)].toSorted()]
  if (before.join() === after.join()) return enrollment
  return accept(enrollment, { ...enrollment, blocked: after }, "custody_changed", occasion, { blocked: after.length })
}

/** The guardian as a person who finds the enrollment among their own. */
const enterGuardian = Effect.fnUntraced(function*(address: string, id: string) {
  const grant = { role: "parent", school_id: "*" } as const
  const person = yield* enterPerson({ address, grant, id: undefined, name: undefined })
  const { guardian_of = [] } = person
  if (guardian_of.includes(id)) return
  const guarding = { ...person, guardian_of: [...guardian_of, id], epoch: person.epoch + 1 }
  yield* (yield* People).replace(person, guarding)
}, (effect, _address, id) =>
  effect.pipe(
    Effect.retry({ times: 5, while: ({ _tag }) => _tag === "StaleVersion" }),
    Effect.catchTag("StaleVersion", () => Effect.fail(new VersionConflict({ id })))
  ))

/**
 * A further guardian of the permitted enrollment, with the family's rights and a sign-in of their own. The enrollment says so first: what
 * is refused enters nobody, and who asks again after a failure in between is entered then.
 */
export const addGuardian = Effect.fn("addGuardian")(function*(address: string, expected?: number) {
  const permit = yield* guardiansPolicy.tag
  const { blocked = [], enrollment_id } = permit.resource
  if (blocked.includes(address)) return yield* new GuardianRefused()
  const after = yield* changeEnrollment(
    permit,
    expected,
    (enrollment, occasion) => withGuardian(enrollment, address, occasion)
  )
  yield* enterGuardian(address, enrollment_id)
  return after
})

/**
 * Keeps the permitted enrollment from whoever has one of these addresses, from their next request on, and from nobody else. Themselves
 * only an admin keeps out, who sees and sets custody in any case.
 */
export const setCustody = Effect.fn("setCustody")(function*(blocked: ReadonlyArray<string>, expected?: number) {
  const permit = yield* custodyPolicy.tag
  if (!permit.roles.includes("admin") && isBlocked(permit.principal, { blocked })) return yield* new CustodyOfSelf()
  return yield* changeEnrollment(
    permit,
    expected,
    (enrollment, occasion) => Result.succeed(withBlocked(enrollment, blocked, occasion))
  )
})
