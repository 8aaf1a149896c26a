import { Schema } from "effect"
import { EmailAddress } from "./email-address.ts"
import { Grant, PersonId } from "./principal.ts"

/** An entry of the directory. `epoch` rises with every change of the grants: tokens of an older one are void. */
export const Person = Schema.Struct({
  id: PersonId,
  address: EmailAddress,
  name: Schema.String,
  grants: Schema.Array(Grant),
  epoch: Schema.Int,
  /** Sessions that began under an older epoch are over: all were signed out then. */
  sessions_since: Schema.optionalKey(Schema.Int)
})
export type Person = typeof Person.Type

/** The person with all sessions signed out. */
export const signedOutEverywhere = (person: Person): Person => {
  const epoch = person.epoch + 1
  return { ...person, epoch, sessions_since: epoch }
}

/** The person with one more grant; the same person when it is held already. */
export const withGrant = (person: Person, grant: Grant): Person =>
  person.grants.some((held) => held.role === grant.role && held.school_id === grant.school_id)
    ? person
    : { ...person, grants: [...person.grants, grant], epoch: person.epoch + 1 }
