import { Effect } from "effect"
import type { PermitOf } from "../../people/permit.ts"
import { rolesTowards } from "../../people/permit.ts"
import { namedRole, type Principal, type Role, schoolsOf } from "../../people/principal.ts"
import { schoolListed } from "../../school/listed-school.ts"
import type { PageRequest } from "../../values/page.ts"
import { type EnrollmentFilter, Enrollments } from "../enrollments.port.ts"
import { listPolicy, listSchoolPolicy } from "../policies.ts"
import { filledPage } from "./filled-page.ts"
import { listOwn } from "./list-own.ts"
import { listingOf } from "./listing.ts"
import { sortKey, unblocked } from "./visible.ts"

const ofSchool = Effect.fnUntraced(function*(
  { principal, roles }: { readonly principal: Principal; readonly roles: ReadonlyArray<Role> },
  school_id: number | undefined,
  filter: EnrollmentFilter,
  page: PageRequest
) {
  const schools = schoolsOf(principal, roles.filter((role) => role !== "parent"))
  const school = yield* schoolListed(schools, school_id, "enrollment.list")
  const held = rolesTowards(principal, { school_id: school })
  const { listBySchool } = yield* Enrollments
  const listed = yield* filledPage(
    page,
    (asked) => listBySchool(school, filter, asked),
    (rows) => unblocked(principal, rows),
    sortKey
  )
  return { ...listed, roles: roles.filter((role) => held.includes(role)) }
})

/**
 * Returns enrollments, newest first. Whoever signed in as a parent gets their own family's. Everybody else, or a caller who names a school,
 * gets those of one school. `roles` are those that the caller holds towards what is listed: a role at another school does not show this
 * school's children.
 */
export const listEnrollments = Effect.fn("listEnrollments")(
  function*(permit: PermitOf<typeof listPolicy>, school_id: number | undefined, page: PageRequest) {
    const { principal } = permit
    if (
      principal._tag !== "Person" || school_id !== undefined || namedRole(principal.grants, principal.role) !== "parent"
    ) {
      return yield* ofSchool(permit, school_id, {}, page)
    }
    const own = yield* listOwn(principal, page)
    return { items: own.items.map(listingOf), last: own.last, roles: ["parent"] as ReadonlyArray<Role> }
  }
)

/** Returns the matching enrollments of one school, newest first. For staff and operators. */
export const searchEnrollments = Effect.fn("searchEnrollments")(
  function*(
    permit: PermitOf<typeof listSchoolPolicy>,
    school_id: number | undefined,
    filter: EnrollmentFilter,
    page: PageRequest
  ) {
    return yield* ofSchool(permit, school_id, filter, page)
  }
)
