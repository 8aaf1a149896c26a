import { DateTime, Effect } from "effect"
import { People } from "../people/people.port.ts"
import type { PermitOf } from "../people/permit.ts"
import type { Person } from "../people/person.ts"
import type { Principal, SchoolId } from "../people/principal.ts"
import { schoolAsked } from "../school/asked-schools.ts"
import { later } from "../values/instant.ts"
import { listPeoplePolicy } from "./policies.ts"
import { managedSchools } from "./reach.ts"

const dayMs = 86_400_000

/** Returns the person as an admin may see them, without grants at schools that the admin does not manage. */
export const seenBy = (principal: Principal, person: Person): Person => {
  const schools = managedSchools(principal)
  if (schools === "*") return person
  const grants = person.grants.filter(({ role, school_id }) =>
    role === "parent" || school_id === "*" || schools.includes(school_id)
  )
  return { ...person, grants }
}

/**
 * Returns who works at the managed schools, or at the one that is named, sorted by id. `unseenDays` is the leaver check: it keeps only
 * those who have not signed in for that many days, or never.
 */
export const listPeople = Effect.fn("listPeople")(
  function*(
    permit: PermitOf<typeof listPeoplePolicy>,
    { school_id, unseenDays }: { readonly school_id: SchoolId | undefined; readonly unseenDays: number | undefined }
  ) {
    const { principal } = permit
    const managed = managedSchools(principal)
    const schools = school_id === undefined ? managed : [yield* schoolAsked(managed, school_id, "people.list")]
    const isThere = ({ grants }: Person) =>
      grants.some((grant) =>
        grant.role !== "parent" && (schools === "*" || grant.school_id === "*" || schools.includes(grant.school_id))
      )
    const since = later(DateTime.formatIso(yield* DateTime.now), -(unseenDays ?? 0) * dayMs)
    const isUnseen = ({ signed_in_at = "" }: Person) => unseenDays === undefined || signed_in_at < since
    const people = (yield* (yield* People).list).filter((person) => isThere(person) && isUnseen(person))
    return people.map((person) => seenBy(principal, person)).toSorted((one, other) => one.id < other.id ? -1 : 1)
  }
)
