import { Effect, Equal, Option } from "effect"
import { anywhere, type PermitOf } from "../people/permit.ts"
import { schoolsOf } from "../people/principal.ts"
import { creation } from "../request/creation.ts"
import type { School } from "./school.ts"
import { Schools } from "./schools.port.ts"

export const addSchoolPolicy = anywhere("school.add")
export const listSchoolsPolicy = anywhere("school.list")

/** Enters a school into the directory; it can take families at once. Succeeds also if an earlier try of this request has entered it. */
export const addSchool = Effect.fn("addSchool")(function*(_permit: PermitOf<typeof addSchoolPolicy>, school: School) {
  const { isRepeated } = yield* creation
  const { add, get } = yield* Schools
  yield* add(school).pipe(
    Effect.catchTag(
      "SchoolExists",
      (exists) =>
        Effect.flatMap(
          get(school.school_id),
          (standing) => isRepeated && Equal.equals(standing, Option.some(school)) ? Effect.void : Effect.fail(exists)
        )
    )
  )
  return school
})

/** Returns the schools of the caller's grants, by id. */
export const listSchools = Effect.fn("listSchools")(
  function*({ principal, roles }: PermitOf<typeof listSchoolsPolicy>) {
    const mine = schoolsOf(principal, roles)
    const schools = yield* (yield* Schools).list
    return schools.filter(({ school_id }) => mine === "*" || mine.includes(school_id))
  }
)
