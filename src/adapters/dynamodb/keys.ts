import type { DomainEvent } from "../../domain/history/event.ts"
import { isLater } from "../../domain/outbox/due.ts"
import { type OutboxKind, outboxKinds, type OutboxRef } from "../../domain/outbox/kinds.ts"
import { shardOf } from "../../domain/outbox/outbox.port.ts"
import { personSubject } from "../../domain/people/person.ts"
import { EnrollmentId, InvitationId, isEnrollmentId, keyOf } from "../../domain/values/identifiers.ts"
import type { Expression } from "./update-expression.ts"

/** The key of an item. In keys, addresses appear only as keyed hashes. */
export interface Key {
  readonly pk: string
  readonly sk: string
}

const head = (pk: string): Key => ({ pk, sk: "HEAD" })

export const invitationKey = (id: InvitationId): Key => head(`INV#${keyOf(id)}`)
export const enrollmentKey = (id: EnrollmentId): Key => head(`ENR#${keyOf(id)}`)
export const reconciliationKey = (scope: string): Key => head(`RECONCILE#${scope}`)
export const claimKey = (hash: string): Key => head(`CLAIM#${hash}`)
export const schoolKey = (school_id: number | string): Key => head(`SCHOOL#${school_id}`)
export const personKey = (id: string): Key => head(`PERSON#${id}`)
export const idempotencyKey = (hash: string): Key => head(`IDEM#${hash}`)
export const addressKey = (hash: string): Key => head(`ADDRESS#${hash}`)
/** The partition of everything that one address is asked to confirm. */
export const confirmationsPartition = (hash: string): string => `CONFIRM#${hash}`
export const confirmationKey = (hash: string, subject: string): Key => ({
  pk: confirmationsPartition(hash),
  sk: subject
})
export const invitedKey = (hash: string): Key => head(`INVITED#${hash}`)
export const invitedBySchoolKey = (hash: string, school_id: number): Key => ({
  pk: invitedKey(hash).pk,
  sk: `SCHOOL#${school_id}`
})
export const signInKey = (hash: string): Key => head(`SIGNIN#${hash}`)
export const identityKey = (hash: string): Key => head(`IDENTITY#${hash}`)
export const countKey = (key: string, windowSeconds: number, ends_at: string): Key => ({
  pk: `RATE#${key}`,
  sk: `${windowSeconds}#${ends_at}`
})
export const sessionKey = (session_id: string): Key => head(`SESSION#${session_id}`)

const enrollmentPrefix = "ENR#"
/** Returns the id of the enrollment that has this partition key. */
export const enrollmentIdOfKey = (pk: string): EnrollmentId =>
  EnrollmentId.make(`TSA-ENROLL-${pk.slice(enrollmentPrefix.length)}`)
/** A filter of scans that keeps only the enrollments themselves. */
export const isEnrollment: Expression = {
  text: "sk = :head AND begins_with(pk, :prefix)",
  names: {},
  values: { ":head": "HEAD", ":prefix": enrollmentPrefix }
}
/** The key of the instant before which nothing that was issued counts. */
export const notBeforeKey = head("NOT-BEFORE")
/** The key under which relays report how PostgreSQL is. */
export const relayKey = head("RELAY")

const personPrefix = personSubject("")
/** Returns the key of the aggregate that an event or an outbox entry is about. */
const subjectKey = (subject: string): Key => {
  if (subject.startsWith(personPrefix)) return personKey(subject.slice(personPrefix.length))
  return isEnrollmentId(subject) ? enrollmentKey(subject) : invitationKey(InvitationId.make(subject))
}

export const eventPrefix = "EVENT#"
/** Returns the partition of a subject's events, which is the subject's own. */
export const eventsPartition = (subject: string): string => subjectKey(subject).pk
export const eventKey = ({ at, id, subject }: DomainEvent): Key => ({
  pk: eventsPartition(subject),
  sk: `${eventPrefix}${at}#${id}`
})

/** Partitions of the index by owner. */
export const familyPartition = (hash: string): string => `PARENT#${hash}`
export const coachPartition = (coach_id: string): string => `COACH#${coach_id}`
export const schoolsPartition = "SCHOOLS"
export const peoplePartition = "PEOPLE"
/** Partitions of the index by school. */
export const enrollmentsPartition = (school_id: number): string => `SCHOOL#${school_id}#ENR`
export const invitationsPartition = (school_id: number): string => `SCHOOL#${school_id}#INV`

/** Returns a key that sorts by time of creation and tells equal times apart. */
export const listKey = (created_at: string, id: string): string => `${created_at}#${id}`
/** Returns the id inside a sort key that `listKey` made. */
export const idOfListKey = (sortKey: string): string => sortKey.slice(sortKey.indexOf("#") + 1)

export const duePartition = (shard: number): string => `due#${shard}`
export const laterPartition = (shard: number): string => `later#${shard}`

/** Returns the keys of the sparse index of outbox entries, as written at `now`: both or none. */
export const dueKeys = (of: OutboxRef, due_at: string | undefined, now: string) => ({
  due_pk: due_at === undefined
    ? undefined
    : (isLater(due_at, now) ? laterPartition : duePartition)(shardOf(of)),
  due_sk: due_at
})

/** How the keys of each kind's aggregates begin. An aggregate's parts share its partition, so the sort key is compared as well. */
const kinds: Readonly<Record<OutboxKind, Key>> = {
  "sign-in": head("SIGNIN#"),
  enrollment: head(enrollmentPrefix),
  invitation: head("INV#")
}
const kindOf = ({ pk, sk }: Key): OutboxKind | undefined =>
  outboxKinds.find((kind) => pk.startsWith(kinds[kind].pk) && sk === kinds[kind].sk)

/** Keeps the rows of the outbox index that are about aggregates of one kind. */
export const ofKind = (kind: OutboxKind): Expression => ({
  text: "begins_with(pk, :kind) AND sk = :sk",
  names: {},
  values: { ":kind": kinds[kind].pk, ":sk": kinds[kind].sk }
})

/** Returns the key of the aggregate that has the outbox entry. */
export const keyOfEntry = ({ id, kind }: OutboxRef): Key => kind === "sign-in" ? signInKey(id) : subjectKey(id)

/** Returns the aggregate whose item has this key; undefined if it is the key of another item. */
export const aggregateOf = (itemKey: Key): OutboxRef | undefined => {
  const kind = kindOf(itemKey)
  const key = itemKey.pk.slice(itemKey.pk.indexOf("#") + 1)
  if (kind === undefined || kind === "sign-in") return kind && { kind, id: key }
  return kind === "enrollment"
    ? { kind, id: EnrollmentId.make(`TSA-ENROLL-${key}`) }
    : { kind, id: InvitationId.make(`TSA-INV-${key}`) }
}
