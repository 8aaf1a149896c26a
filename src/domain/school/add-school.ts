import { Effect, Equal, Option } from "effect"
import { decideAnywhere, permitted } from "../people/permit.ts"
import type { Principal } from "../people/principal.ts"
import { schoolsOf } from "../people/principal.ts"
import { creation } from "../request/creation.ts"
import type { School } from "./school.ts"
import { Schools } from "./schools.port.ts"

const MayAddSchool = permitted<"school.add", undefined>("school.add")
const MayListSchools = permitted<"school.list", undefined>("school.list")

export const addSchoolPolicy = {
  tag: MayAddSchool,
  check: (principal: Principal) => Effect.fromResult(decideAnywhere("school.add", principal))
}
export const listSchoolsPolicy = {
  tag: MayListSchools,
  check: (principal: Principal) => Effect.fromResult(decideAnywhere("school.list", principal))
}

/** Enters a school into the directory; it can take families at once. One that an earlier try of this request has entered is answered. */
export const addSchool = Effect.fn("addSchool")(function*(school: School) {
  yield* MayAddSchool
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

/** The schools of the caller's grants, by id. */
export const listSchools = Effect.fn("listSchools")(function*() {
  const { principal, roles } = yield* MayListSchools
  const mine = schoolsOf(principal, roles)
  const schools = yield* (yield* Schools).list
  return schools.filter(({ school_id }) => mine === "*" || mine.includes(school_id))
})
