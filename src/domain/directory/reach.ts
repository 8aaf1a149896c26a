import { DateTime, Effect } from "effect"
import { begunUnder } from "../enrollment/family/address.ts"
import { guardedBy } from "../enrollment/reading/list-own.ts"
import { invitingSchools } from "../invitation/invited-address.ts"
import { addressesOf, type Person } from "../people/person.ts"
import { type Grant, isWithin, type Principal, type SchoolScope, schoolsOf } from "../people/principal.ts"

/** Returns the schools whose people a principal manages. */
export const managedSchools = (principal: Principal): SchoolScope => schoolsOf(principal, ["admin"])

const isGrantWithin = (school_id: Grant["school_id"], schools: SchoolScope): boolean =>
  isWithin(schools, school_id === "*" ? null : school_id)

/**
 * Whether a principal may give or take this grant. An admin holds at a school whatever can be held there, so nobody gives what they do not
 * hold. Being a parent gives no right by itself: any admin gives that grant, and only one who manages all schools takes it.
 */
export const mayGive = (principal: Principal, { role, school_id }: Grant): boolean => {
  const schools = managedSchools(principal)
  return role === "parent" ? school_id === "*" && schools.length > 0 : isGrantWithin(school_id, schools)
}
export const mayTake = (principal: Principal, { school_id }: Grant): boolean =>
  isGrantWithin(school_id, managedSchools(principal))

type Managed = ReturnType<typeof managedSchools>
type OfFamily = Pick<Person, "address" | "former_addresses" | "guardian_of">

/** Whether an admin of these schools may be the cause of everything that this person may do at work. */
const mayStandFor = (managed: Managed, { grants }: Person): boolean =>
  grants.every(({ role, school_id }) => role === "parent" || isGrantWithin(school_id, managed))

/** Returns the schools of a family's children. */
const familySchools = Effect.fnUntraced(function*(person: OfFamily) {
  const begun = yield* Effect.forEach(addressesOf(person), begunUnder)
  const all = [...yield* guardedBy(person), ...begun.flat()]
  return [...new Set(all.map(({ school_id }) => school_id))]
})

/** Returns the managed schools at which this person works or has children, or `"*"` if all are managed. */
export const sharedSchools = Effect.fnUntraced(function*(principal: Principal, person: Person) {
  const managed = managedSchools(principal)
  if (managed === "*" || managed.length === 0) return managed
  const works = person.grants.filter(({ role }) => role !== "parent").map(({ school_id }) => school_id)
  const families = yield* familySchools(person)
  return managed.filter((school) => works.includes("*") || works.includes(school) || families.includes(school))
})

/** Whether all children of these addresses, including those whose families are only invited, are at managed schools. */
export const isFamilyWithin = Effect.fnUntraced(function*(managed: Managed, person: OfFamily) {
  if (managed === "*") return true
  const now = DateTime.formatIso(yield* DateTime.now)
  const inviting = yield* Effect.forEach(addressesOf(person), (address) => invitingSchools(address, now))
  return [...yield* familySchools(person), ...inviting.flat()]
    .every((school) => school !== "unknown" && managed.includes(school))
})

/** Whether an admin of these schools manages all that would follow a person to another address. */
export const mayMove = Effect.fnUntraced(function*(managed: Managed, person: Person) {
  return mayStandFor(managed, person) && (yield* isFamilyWithin(managed, person))
})
