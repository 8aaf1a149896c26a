import { Effect } from "effect"
import { Enrollments } from "../enrollment/enrollments.port.ts"
import { guardedBy } from "../enrollment/list-own.ts"
import { addressesOf, type Person } from "../people/person.ts"
import { type Grant, type Principal, type SchoolId, schoolsOf } from "../people/principal.ts"

/** The schools whose people a principal manages. */
export const managedSchools = (principal: Principal): "*" | ReadonlyArray<SchoolId> => schoolsOf(principal, ["admin"])

const isWithin = (school_id: Grant["school_id"], schools: "*" | ReadonlyArray<SchoolId>): boolean =>
  schools === "*" || (school_id !== "*" && schools.includes(school_id))

/**
 * Whether a principal may give or take this grant. An admin holds at a school whatever can be held there, so nobody gives what they do
 * not hold. Being a parent is no right by itself: any admin gives it, who manages all schools takes it.
 */
export const mayGive = (principal: Principal, { role, school_id }: Grant): boolean => {
  const schools = managedSchools(principal)
  return role === "parent" ? school_id === "*" && schools.length > 0 : isWithin(school_id, schools)
}
export const mayTake = (principal: Principal, { school_id }: Grant): boolean =>
  isWithin(school_id, managedSchools(principal))

/** Whether a principal may become the cause of everything that this person may do at work. */
export const mayStandFor = (principal: Principal, { grants }: Person): boolean =>
  grants.every((grant) => grant.role === "parent" || mayTake(principal, grant))

const pageOf = 200

/** The schools of a family's children. */
const familySchools = Effect.fnUntraced(
  function*(person: Pick<Person, "address" | "former_addresses" | "guardian_of">) {
    const { listByFamily } = yield* Enrollments
    const schools = new Set((yield* guardedBy(person)).map(({ school_id }) => school_id))
    for (const address of addressesOf(person)) {
      let after: string | undefined
      do {
        const { items, last }: { items: ReadonlyArray<{ school_id: SchoolId }>; last: string | undefined } =
          yield* listByFamily(address, { limit: pageOf, after })
        for (const { school_id } of items) schools.add(school_id)
        after = last
      } while (after !== undefined)
    }
    return [...schools]
  }
)

/** The managed schools at which this person works or has children; `"*"` when all are managed. */
export const sharedSchools = Effect.fnUntraced(function*(principal: Principal, person: Person) {
  const managed = managedSchools(principal)
  if (managed === "*" || managed.length === 0) return managed
  const works = person.grants.filter(({ role }) => role !== "parent").map(({ school_id }) => school_id)
  const families = yield* familySchools(person)
  return managed.filter((school) => works.includes("*") || works.includes(school) || families.includes(school))
})

/** Whether all children of these addresses are at managed schools. */
export const isFamilyWithin = Effect.fnUntraced(function*(
  principal: Principal,
  person: Pick<Person, "address" | "former_addresses" | "guardian_of">
) {
  const managed = managedSchools(principal)
  return managed === "*" || (yield* familySchools(person)).every((school) => managed.includes(school))
})
