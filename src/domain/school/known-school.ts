import { Effect, Option } from "effect"
import { SchoolUnknown } from "./school.ts"
import { Schools } from "./schools.port.ts"

/** Fails where the directory has no school of this id. One that takes no families any more is known all the same. */
export const knownSchool = Effect.fnUntraced(function*(school_id: number) {
  const school = yield* (yield* Schools).get(school_id)
  return Option.isSome(school) ? school.value : yield* new SchoolUnknown({ school_id })
})
