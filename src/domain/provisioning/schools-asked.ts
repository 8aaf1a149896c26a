import { Effect } from "effect"
import { type Principal, type Role, schoolsOf } from "../people/principal.ts"
import { schoolAsked } from "../school/asked-school.ts"
import { Schools } from "../school/schools.port.ts"

/** The schools that a question is about: the one it names, if the caller's roles reach there, else all that they reach. */
export const schoolsAsked = Effect.fnUntraced(function*(
  { principal, roles }: { readonly principal: Principal; readonly roles: ReadonlyArray<Role> },
  school_id: number | undefined,
  action: string
) {
  const mine = schoolsOf(principal, roles)
  if (school_id === undefined) {
    return mine === "*" ? (yield* (yield* Schools).list).map((school) => school.school_id) : mine
  }
  return [yield* schoolAsked(mine, school_id, action)]
})
