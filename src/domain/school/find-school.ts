import { Effect } from "effect"
import { knownSchool } from "./known-school.ts"
import { SchoolUnknown } from "./school.ts"

/** Returns the active school of this id. Fails if there is none. */
export const findSchool = Effect.fnUntraced(function*(school_id: number) {
  const school = yield* knownSchool(school_id)
  return school.active ? school : yield* new SchoolUnknown({ school_id })
})
