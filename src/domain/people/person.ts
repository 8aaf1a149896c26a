import { Schema } from "effect"
import { type ChangeContext, DomainEvent } from "../history/event.ts"
import { Grant, PersonId, SchoolId } from "./principal.ts"

/** An address that is to become a person's once its owner has confirmed it. */
const PendingAddress = Schema.Struct({
  address: Schema.String,
  /** The schools that the person who asked for it managed at that time. What the address moves must be at these. */
  schools: Schema.Union([Schema.Literal("*"), Schema.Array(SchoolId)])
})

/** An entry in the directory. `epoch` rises when something is taken away; tokens of an older epoch are void. */
export const Person = Schema.Struct({
  id: PersonId,
  address: Schema.String,
  /** Addresses that the person had before. What belongs to these addresses is still theirs, but nobody can sign in with them any more. */
  former_addresses: Schema.optionalKey(Schema.Array(Schema.String)),
  /**
   * Addresses that were the person's and are free for others. They give the person nothing any more, but what is kept from these addresses
   * is still kept from the person.
   */
  released_addresses: Schema.optionalKey(Schema.Array(Schema.String)),
  pending_address: Schema.optionalKey(PendingAddress),
  name: Schema.String,
  grants: Schema.Array(Grant),
  epoch: Schema.Int,
  /** Rises with every write. An entry that nobody has changed since versions were introduced has none. */
  version: Schema.optionalKey(Schema.Int),
  /** Sessions that began under an older epoch are over: the person was signed out everywhere then. */
  sessions_since: Schema.optionalKey(Schema.Int),
  signed_in_at: Schema.optionalKey(Schema.String),
  /** Ids of enrollments that may count the person among their guardians: a hint for lists, not a right. */
  guardian_of: Schema.optionalKey(Schema.Array(Schema.String)),
  /** The id of the person whose entry this one has become part of. */
  merged_into: Schema.optionalKey(PersonId),
  /** The events of the last change. The next change moves them to items of their own. */
  events: Schema.optionalKey(Schema.Record(Schema.String, DomainEvent))
})
export type Person = typeof Person.Type

/** Returns the version that the next write makes. */
export const nextVersion = ({ epoch, version }: Person): number => (version ?? epoch) + 1

/** Returns the person with all sessions signed out. */
export const signedOutEverywhere = (person: Person): Person => {
  const epoch = person.epoch + 1
  return { ...person, epoch, sessions_since: epoch }
}

export const isGrant = (one: Grant) => (other: Grant) => one.role === other.role && one.school_id === other.school_id

/** Returns the person with one more grant; their tokens stay valid. The same person comes back if they hold it already. */
export const withGrant = (person: Person, grant: Grant): Person =>
  person.grants.some(isGrant(grant))
    ? person
    : { ...person, grants: [...person.grants, grant] }

/** Returns the person without a grant. The same person comes back if they do not hold it. */
export const withoutGrant = (person: Person, grant: Grant): Person =>
  person.grants.some(isGrant(grant))
    ? { ...person, grants: person.grants.filter((held) => !isGrant(grant)(held)), epoch: person.epoch + 1 }
    : person

/** Returns all addresses of a person, the present one first. */
export const addressesOf = (
  { address, former_addresses = [] }: { readonly address: string; readonly former_addresses?: ReadonlyArray<string> }
): ReadonlyArray<string> => [address, ...former_addresses]

/** Whether the person holds any role but parent. A family's entry holds none, and the directory of a school lists those who do. */
export const worksHere = ({ grants }: Person): boolean => grants.some(({ role }) => role !== "parent")

const subjectPrefix = "person:"

/** Returns the subject of events about a person. It names them by id only. */
export const personSubject = (id: string): string => `${subjectPrefix}${id}`
/** Returns the id in such a subject. */
export const personOfSubject = (subject: string): string => subject.slice(subjectPrefix.length)

/** Returns the person with this event and no earlier one. */
export const withEvent = (
  person: Person,
  type: string,
  { actor, event_id, now }: ChangeContext,
  details: DomainEvent["details"]
): Person => ({
  ...person,
  events: {
    [event_id]: { id: event_id, at: now, actor, type, subject: personSubject(person.id), details }
  }
})
