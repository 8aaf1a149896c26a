import { Effect } from "effect"
import { NotPermitted } from "../people/permit.ts"
import type { SchoolId, SchoolScope } from "../people/principal.ts"
import { schoolAsked } from "./asked-schools.ts"
import { DefaultSchool } from "./default-school.ts"

/**
 * Returns the school whose items are listed: the one that is named, else the caller's first, or the default for a caller who has all
 * schools.
 */
export const schoolListed = Effect.fnUntraced(
  function*(mine: SchoolScope, school_id: SchoolId | undefined, action: string) {
    if (school_id !== undefined) return yield* schoolAsked(mine, school_id, action)
    const school = mine === "*" ? yield* DefaultSchool : mine[0]
    return school ?? (yield* new NotPermitted({ action }))
  }
)
