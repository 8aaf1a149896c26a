import { Effect } from "effect"
import type { PageRequest } from "../people/page.ts"
import { NotPermitted } from "../people/permit.ts"
import { schoolsOf } from "../people/principal.ts"
import { DefaultSchool } from "../school/default-school.ts"
import { type EnrollmentFilter, Enrollments } from "./enrollments.port.ts"
import { listOwnPolicy, listSchoolPolicy } from "./permits.ts"

/** The caller's own family's enrollments, newest first. */
export const listOwnEnrollments = Effect.fn("listOwnEnrollments")(function*(page: PageRequest) {
  const { principal } = yield* listOwnPolicy.tag
  const address = principal._tag === "Person" ? principal.address : ""
  return yield* (yield* Enrollments).listByFamily(address, page)
})

/** The enrollments of one school (the one named, else the caller's first, else the default), newest first. */
export const listSchoolEnrollments = Effect.fn("listSchoolEnrollments")(function*(
  school_id: number | undefined,
  filter: EnrollmentFilter,
  page: PageRequest
) {
  const { principal, roles } = yield* listSchoolPolicy.tag
  const schools = schoolsOf(principal, roles)
  const school = school_id ?? (schools === "*" ? yield* DefaultSchool : schools[0] ?? 0)
  if (schools !== "*" && !schools.includes(school)) return yield* new NotPermitted({ action: "enrollment.list-school" })
  return yield* (yield* Enrollments).listBySchool(school, filter, page)
})
