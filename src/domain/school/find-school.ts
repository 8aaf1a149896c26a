import { Effect, Option } from "effect"
import { SchoolUnknown } from "./school.ts"
import { Schools } from "./schools.port.ts"

/** The active school of this id. */
export const findSchool = Effect.fnUntraced(function*(school_id: number) {
  const school = yield* (yield* Schools).get(school_id)
  return Option.isSome(school) && school.value.active ? school.value : yield* new SchoolUnknown({ school_id })
})
