import type { Action } from "../../src/domain/people/permissions.ts"
import type { Role } from "../../src/domain/people/principal.ts"
import { may } from "../fixtures/permission-table.ts"
import type { Caller, Thing } from "./callers.ts"
import type { Declared } from "./operations.ts"

/** Returns the roles that a caller holds towards a thing, as the design defines them. */
export const heldTowards = ({ address, grants, id }: Caller, thing: Thing): ReadonlyArray<Role> =>
  grants.filter(({ role, school_id }) => {
    if (role === "parent") return thing.family?.includes(address) === true
    const isHere = school_id === "*" || school_id === thing.school_id
    return isHere && (role !== "coach" || thing.coach_id === undefined || thing.coach_id === id)
  }).map(({ role }) => role)

const allow = (roles: ReadonlyArray<Role>, action: Action) => roles.some((role) => may[role].includes(action))

/** Returns what the caller is answered: let in, or which refusal. */
export const expected = (
  caller: Caller,
  declared: Exclude<Declared, { readonly isPublic: true }>,
  thing: Thing | undefined
): "let in" | 403 | 404 => {
  const roles = thing === undefined ? caller.grants.map(({ role }) => role) : heldTowards(caller, thing)
  if (allow(roles, declared.action)) return declared.notYours?.[caller.id] ?? "let in"
  return thing === undefined || allow(roles, thing.visible) ? 403 : 404
}
