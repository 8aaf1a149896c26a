import { Schema } from "effect"
import { EmailAddress } from "./email-address.ts"
import { Grant, PersonId } from "./principal.ts"

/** An entry of the directory. `epoch` rises with every change of the grants: tokens of an older one are void. */
export const Person = Schema.Struct({
  id: PersonId,
  address: EmailAddress,
  name: Schema.String,
  grants: Schema.Array(Grant),
  epoch: Schema.Int
})
export type Person = typeof Person.Type

/** The person with one more grant; the same person when it is held already. */
export const withGrant = (person: Person, grant: Grant): Person =>
  person.grants.some((held) => held.role === grant.role && held.school_id === grant.school_id)
    ? person
    : { ...person, grants: [...person.grants, grant], epoch: person.epoch + 1 }
