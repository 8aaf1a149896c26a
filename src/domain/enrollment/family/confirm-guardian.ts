import { Effect, Option, Result } from "effect"
import { enterPerson } from "../../people/enter-person.ts"
import { People } from "../../people/people.port.ts"
import type { EnrollmentId } from "../../values/identifiers.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import { Enrollments } from "../enrollments.port.ts"
import { isExpected, withConfirmedGuardian } from "./guardians.ts"

/** Enters the guardian as a person who finds the enrollment among their own, and returns that person. */
const enterGuardian = Effect.fnUntraced(function*(address: string, id: EnrollmentId) {
  const grant = { role: "parent", school_id: "*" } as const
  const person = yield* enterPerson({ address, grant, id: undefined, name: undefined })
  const { guardian_of = [] } = person
  if (guardian_of.includes(id)) return person
  return yield* (yield* People).replace(person, { ...person, guardian_of: [...guardian_of, id] })
})

/** Returns the enrollment if it expects the owner of this address as a guardian. */
export const expectingEnrollment = Effect.fnUntraced(function*(address: string, id: EnrollmentId) {
  return Option.filter(yield* (yield* Enrollments).get(id), (enrollment) => isExpected(enrollment, address))
})

/**
 * Makes the owner of this address, whom a mail has reached there, a guardian if they are still expected. Their entry is written first: an
 * entry gives no right to an enrollment that does not count them among its guardians.
 */
export const confirmGuardian = Effect.fn("confirmGuardian")(function*(address: string, id: EnrollmentId) {
  const found = yield* expectingEnrollment(address, id)
  if (Option.isNone(found)) return
  const { address: own, grants, id: person_id, name } = yield* enterGuardian(address, id)
  yield* changeEnrollment(
    { principal: { _tag: "Person", id: person_id, address: own, name, grants }, resource: found.value },
    undefined,
    (enrollment, context) => Result.succeed(withConfirmedGuardian(enrollment, address, context))
  )
})
