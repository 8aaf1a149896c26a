import { Effect, Option, Result } from "effect"
import { enterPerson } from "../../people/enter-person.ts"
import { People } from "../../people/people.port.ts"
import type { EnrollmentId } from "../../values/identifiers.ts"
import { changeEnrollment } from "../change-enrollment.ts"
import { Enrollments } from "../enrollments.port.ts"
import { isExpected, withConfirmedGuardian } from "./guardians.ts"

/** The guardian as a person who finds the enrollment among their own. */
const enterGuardian = Effect.fnUntraced(function*(address: string, id: EnrollmentId) {
  const grant = { role: "parent", school_id: "*" } as const
  const person = yield* enterPerson({ address, grant, id: undefined, name: undefined })
  const { guardian_of = [] } = person
  if (guardian_of.includes(id)) return person
  return yield* (yield* People).replace(person, { ...person, guardian_of: [...guardian_of, id] })
})

/** The enrollment that expects the owner of this address as a guardian. */
export const expectingEnrollment = Effect.fnUntraced(function*(address: string, id: EnrollmentId) {
  return Option.filter(yield* (yield* Enrollments).get(id), (enrollment) => isExpected(enrollment, address))
})

/**
 * The owner of this address, whom a mail has reached there, is a guardian from now on, if they are still expected. They are entered first:
 * an entry that no enrollment counts among its guardians has no right to it.
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
