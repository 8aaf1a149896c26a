import { Effect } from "effect"
import { knownSchool } from "./known-school.ts"
import { SchoolUnknown } from "./school.ts"

/** The active school of this id. */
export const findSchool = Effect.fnUntraced(function*(school_id: number) {
  const school = yield* knownSchool(school_id)
  return school.active ? school : yield* new SchoolUnknown({ school_id })
})
