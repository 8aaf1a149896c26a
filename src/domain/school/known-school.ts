import { Effect, Option } from "effect"
import { SchoolUnknown } from "./school.ts"
import { Schools } from "./schools.port.ts"

/** Returns the school of this id, even one that takes no families any more. Fails if the directory has none. */
export const knownSchool = Effect.fnUntraced(function*(school_id: number) {
  const school = yield* (yield* Schools).get(school_id)
  return Option.isSome(school) ? school.value : yield* new SchoolUnknown({ school_id })
})
