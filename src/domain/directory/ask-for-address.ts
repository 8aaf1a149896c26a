import { DateTime, Effect, Result } from "effect"
import { confirmableUntil } from "../people/confirmable.ts"
import { People } from "../people/people.port.ts"
import type { PermitOf } from "../people/permit.ts"
import { NotPermitted } from "../people/permit.ts"
import { personSubject } from "../people/person.ts"
import { changePerson } from "./change-person.ts"
import { seenBy } from "./list-people.ts"
import { broughtAlong } from "./pending-address.ts"
import { mergePolicy } from "./policies.ts"
import { managedSchools, mayMove } from "./reach.ts"

/**
 * Asks for an address to become that of the permitted person. It is a new address, or one held by another parent's entry, which then
 * becomes part of this one. Its owner has to confirm first. An admin may ask only if everything that this moves is at schools they manage.
 * Returns the person.
 */
export const askForAddress = Effect.fn("askForAddress")(
  function*(permit: PermitOf<typeof mergePolicy>, address: string) {
    const { principal, resource: target } = permit
    const schools = managedSchools(principal)
    if (!(yield* mayMove(schools, target))) return yield* new NotPermitted({ action: "people.merge" })
    if (target.address === address) return seenBy(principal, target)
    yield* broughtAlong(address, target, schools)
    const person = yield* changePerson(
      principal,
      target.id,
      (current) => Result.succeed({ ...current, pending_address: { address, schools } }),
      { type: "person_address_asked", details: {} }
    )
    yield* (yield* People).askToConfirm(address, personSubject(target.id), confirmableUntil(yield* DateTime.now))
    return seenBy(principal, person)
  }
)
