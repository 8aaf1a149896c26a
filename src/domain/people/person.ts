import { Schema } from "effect"
import { type ChangeContext, DomainEvent } from "../history/event.ts"
import { Grant, PersonId, SchoolId } from "./principal.ts"

/** An address that is to become a person's, once its owner says so. */
const PendingAddress = Schema.Struct({
  address: Schema.String,
  /** The schools that whoever asked for it managed then: what it moves must be at these. */
  schools: Schema.Union([Schema.Literal("*"), Schema.Array(SchoolId)])
})

/** An entry of the directory. `epoch` rises when something is taken away: tokens of an older one are void. */
export const Person = Schema.Struct({
  id: PersonId,
  address: Schema.String,
  /** Addresses that the person had before: what belongs to them is still theirs, but they open no door any more. */
  former_addresses: Schema.optionalKey(Schema.Array(Schema.String)),
  /** Addresses that were the person's and are free for others: nothing is theirs by them, and what they are kept from they still are. */
  released_addresses: Schema.optionalKey(Schema.Array(Schema.String)),
  pending_address: Schema.optionalKey(PendingAddress),
  name: Schema.String,
  grants: Schema.Array(Grant),
  epoch: Schema.Int,
  /** Rises with every write. An entry that nobody has changed since there are versions has none. */
  version: Schema.optionalKey(Schema.Int),
  /** Sessions that began under an older epoch are over: all were signed out then. */
  sessions_since: Schema.optionalKey(Schema.Int),
  signed_in_at: Schema.optionalKey(Schema.String),
  /** Ids of enrollments that may count the person among their guardians: a hint for lists, no right. */
  guardian_of: Schema.optionalKey(Schema.Array(Schema.String)),
  /** Whose entry this one has become part of. */
  merged_into: Schema.optionalKey(PersonId),
  /** What was last changed; the next change moves it to an item of its own. */
  events: Schema.optionalKey(Schema.Record(Schema.String, DomainEvent))
})
export type Person = typeof Person.Type

/** Which version the write after this one makes. */
export const nextVersion = ({ epoch, version }: Person): number => (version ?? epoch) + 1

/** The person with all sessions signed out. */
export const signedOutEverywhere = (person: Person): Person => {
  const epoch = person.epoch + 1
  return { ...person, epoch, sessions_since: epoch }
}

export const isGrant = (one: Grant) => (other: Grant) => one.role === other.role && one.school_id === other.school_id

/** The person with one more grant, their tokens as good as before; the same person when it is held already. */
export const withGrant = (person: Person, grant: Grant): Person =>
  person.grants.some(isGrant(grant))
    ? person
    : { ...person, grants: [...person.grants, grant] }

/** The person without a grant; the same person when it is not held. */
export const withoutGrant = (person: Person, grant: Grant): Person =>
  person.grants.some(isGrant(grant))
    ? { ...person, grants: person.grants.filter((held) => !isGrant(grant)(held)), epoch: person.epoch + 1 }
    : person

/** All addresses of a person, the present one first. */
export const addressesOf = (
  { address, former_addresses = [] }: { readonly address: string; readonly former_addresses?: ReadonlyArray<string> }
): ReadonlyArray<string> => [address, ...former_addresses]

/** What a family's entry does not have, and the directory of a school lists: any role but parent. */
export const worksHere = ({ grants }: Person): boolean => grants.some(({ role }) => role !== "parent")

const subjectPrefix = "person:"

/** What happened to a person, by id only. */
export const personSubject = (id: string): string => `${subjectPrefix}${id}`
/** The id in such a subject. */
export const personOfSubject = (subject: string): string => subject.slice(subjectPrefix.length)

/** The person with this event, and no earlier one. */
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
