import { Effect, Option, Result } from "effect"
import { AddressFormer } from "../people/address-former.ts"
import { findPerson } from "../people/find-person.ts"
import { People } from "../people/people.port.ts"
import type { PermitOf } from "../people/permit.ts"
import { NotPermitted } from "../people/permit.ts"
import { withGrant } from "../people/person.ts"
import type { Grant } from "../people/principal.ts"
import { knownSchool } from "../school/known-school.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { changePerson } from "./change-person.ts"
import { seenBy } from "./list-people.ts"
import { addPersonPolicy } from "./policies.ts"
import { mayGive } from "./reach.ts"

export interface NewPerson {
  readonly email: string
  readonly name?: string
  readonly grant: Grant
}

/**
 * Returns the person with this address and this grant. Enters them if they are new (`created`), and gives them the grant if they do not
 * hold it yet.
 */
export const addPerson = Effect.fn("addPerson")(
  function*(permit: PermitOf<typeof addPersonPolicy>, { email, grant, name = "" }: NewPerson) {
    const { principal } = permit
    if (!mayGive(principal, grant)) return yield* new NotPermitted({ action: "people.add" })
    if (grant.school_id !== "*") yield* knownSchool(grant.school_id)
    const known = yield* findPerson(email)
    const id = yield* (yield* SecureRandom).uuid
    const entered = Option.isSome(known)
      ? known.value
      : yield* (yield* People).add({ id, address: email, name, grants: [], epoch: 0 })
    if (entered.address !== email) return yield* new AddressFormer({ person_id: entered.id })
    const person = yield* changePerson(principal, entered.id, (current) => Result.succeed(withGrant(current, grant)), {
      type: "person_granted",
      details: { role: grant.role, school_id: grant.school_id }
    })
    return { person: seenBy(principal, person), created: entered.id === id }
  }
)
