import { Effect } from "effect"
import { NotPermitted } from "../people/permit.ts"
import { isWithin, type Principal, type Role, type SchoolId, type SchoolScope, schoolsOf } from "../people/principal.ts"
import { knownSchool } from "./known-school.ts"
import { Schools } from "./schools.port.ts"

/**
 * Returns the school that a question names: one of these, and of the directory. A caller who may not look there does not learn whether it
 * exists.
 */
export const schoolAsked = Effect.fnUntraced(function*(mine: SchoolScope, school_id: SchoolId, action: string) {
  if (!isWithin(mine, school_id)) return yield* new NotPermitted({ action })
  return (yield* knownSchool(school_id)).school_id
})

/**
 * Returns the schools that a question is about: the one that it names, if the caller's roles reach there; if it names none, all that they
 * reach.
 */
export const schoolsAsked = Effect.fnUntraced(function*(
  { principal, roles }: { readonly principal: Principal; readonly roles: ReadonlyArray<Role> },
  school_id: SchoolId | undefined,
  action: string
) {
  const mine: SchoolScope = schoolsOf(principal, roles)
  return school_id === undefined ? mine : [yield* schoolAsked(mine, school_id, action)]
})

/** Returns the ids of these schools; where all are meant, those of the directory. */
export const schoolIds = Effect.fnUntraced(function*(scope: SchoolScope) {
  return scope === "*" ? (yield* (yield* Schools).list).map(({ school_id }) => school_id) : scope
})
