import { Effect } from "effect"
import { NotPermitted } from "../people/permit.ts"
import type { SchoolId } from "../people/principal.ts"
import { knownSchool } from "./known-school.ts"

/** The school that a question names: one of the caller's, and of the directory. Whoever may not look there does not learn whether it is. */
export const schoolAsked = Effect.fnUntraced(
  function*(mine: "*" | ReadonlyArray<SchoolId>, school_id: SchoolId, action: string) {
    if (mine !== "*" && !mine.includes(school_id)) return yield* new NotPermitted({ action })
    return (yield* knownSchool(school_id)).school_id
  }
)
