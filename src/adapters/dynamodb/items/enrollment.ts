import { type AttributeChange, attributeChanges } from "../../../domain/enrollment/attribute-changes.ts"
import { enrollmentDueAt } from "../../../domain/enrollment/due-at.ts"
import { Enrollment } from "../../../domain/enrollment/enrollment.ts"
import { type EnrollmentListing, listingOf } from "../../../domain/enrollment/reading/listing.ts"
import type { EnrollmentId } from "../../../domain/values/identifiers.ts"
import type { Dynamo, Item } from "../dynamo.ts"
import { readersOf } from "../items-of.ts"
import { dueKeys, enrollmentKey, enrollmentsPartition, familyPartition, listKey } from "../keys.ts"

/** Returns an enrollment as an item to be written at `now`: its attributes, keys and listing. `hash`: of the family's address. */
export const enrollmentItem = (enrollment: Enrollment, hash: string, now: string): Item => {
  const { created_at, enrollment_id, school_id } = enrollment
  const sortKey = listKey(created_at, enrollment_id)
  return {
    ...enrollment,
    ...enrollmentKey(enrollment_id),
    by_owner_pk: familyPartition(hash),
    by_owner_sk: sortKey,
    by_school_pk: enrollmentsPartition(school_id),
    by_school_sk: sortKey,
    ...dueKeys({ kind: "enrollment", id: enrollment_id }, enrollmentDueAt(enrollment), now),
    listing: listingOf(enrollment)
  }
}

/** Returns the readers of enrollments. */
export const enrollmentsIn = (dynamo: Dynamo["Service"]) =>
  readersOf<Enrollment, EnrollmentId>(dynamo, { port: "Enrollments", schema: Enrollment, key: enrollmentKey })

/** Returns the listing that an index row carries. */
export const listingOfItem = (item: Item) => item["listing"] as EnrollmentListing

/** The listing's copy of what `attributeChanges` always writes together. */
const wanted: ReadonlyArray<string> = ["provisioning_state", "wanted_at", "problems"]

const listingChanges = (before: Enrollment, after: Enrollment): ReadonlyArray<AttributeChange> => {
  const [old, now] = [listingOf(before), listingOf(after)]
  const isWanted = before.provisioning.wanted_version !== after.provisioning.wanted_version
  return (Object.keys({ ...old, ...now }) as ReadonlyArray<keyof EnrollmentListing>)
    .filter((key) => old[key] !== now[key] || (isWanted && wanted.includes(key)))
    .map((key) => ({ path: ["listing", key], value: now[key] }))
}

/**
 * Returns what a write of this change at `now` sets and removes. If somebody else recorded something meanwhile, the time of the outbox
 * entry may be too early, or too late by as long as events may stay. A relay then looks at the item and writes the right time.
 */
export const itemChanges = (before: Enrollment, after: Enrollment, now: string): ReadonlyArray<AttributeChange> => [
  ...attributeChanges(before, after),
  ...listingChanges(before, after),
  ...Object.entries(dueKeys({ kind: "enrollment", id: after.enrollment_id }, enrollmentDueAt(after), now))
    .map(([key, value]) => ({ path: [key] as const, value }))
]
