import { Schema } from "effect"
import { refuses } from "../words/refusal.ts"

/** Lowest to highest: an answer that names one role names the highest held, unless the caller asked for another they hold. */
export const Role = Schema.Literals(["parent", "coach", "operator", "registrar", "admin"])
export type Role = typeof Role.Type

/** An opaque id of a person, never an address. */
export const PersonId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u, refuses("person_id"))
)
export type PersonId = typeof PersonId.Type

/** Ed-Fi's schoolId: a positive integer. */
export const SchoolId = Schema.Int.annotate(refuses("school_id")).check(
  Schema.isBetween({ minimum: 1, maximum: 2_147_483_647 }, refuses("school_id"))
)
export type SchoolId = typeof SchoolId.Type

/** All schools, or these. */
export const SchoolScope = Schema.Union([Schema.Literal("*"), Schema.Array(SchoolId)])
export type SchoolScope = typeof SchoolScope.Type

/** Whether a school is within the scope. A null school, meaning none or all of them, is within `"*"` only. */
export const isWithin = (scope: SchoolScope, school_id: SchoolId | null): boolean =>
  scope === "*" || (school_id !== null && scope.includes(school_id))

/** A role and where it is held: at a school, or `"*"` for all of them. Parents have no school: what they may see are their own families. */
export const Grant = Schema.Struct({ role: Role, school_id: Schema.Union([SchoolId, Schema.Literal("*")]) })
export type Grant = typeof Grant.Type

/** Who is asking. Relay, reconcile and CLI act as a system, so no use case runs without a principal. */
export type Principal =
  | {
    readonly _tag: "Person"
    readonly id: PersonId
    readonly address: string
    /** Addresses that the person had before. Families under these are still theirs. */
    readonly former_addresses?: ReadonlyArray<string>
    /** Addresses that are free for others now. A custody block on these still applies to the person. */
    readonly released_addresses?: ReadonlyArray<string>
    readonly name: string
    readonly grants: ReadonlyArray<Grant>
    /** The role in which the caller signed in. */
    readonly role?: Role
    /** The id of the session that the caller signed in to. */
    readonly session?: string
  }
  | {
    readonly _tag: "Machine"
    readonly client_id: string
    readonly scopes: ReadonlyArray<string>
    readonly school_ids: ReadonlyArray<SchoolId>
  }
  | { readonly _tag: "System"; readonly name: string }

/** Returns the role that an answer names: the one asked for if it is held, else the highest held. */
export const namedRole = (grants: ReadonlyArray<Grant>, asked?: Role): Role => {
  const isHeld = (role: Role) => grants.some((grant) => grant.role === role)
  return asked !== undefined && isHeld(asked) ? asked : Role.literals.findLast(isHeld) ?? "parent"
}

/** Returns the actor that is written into events: an id, never a name or an address. */
export const actorOf = (principal: Principal): string =>
  principal._tag === "Person"
    ? `person:${principal.id}`
    : principal._tag === "Machine"
    ? `machine:${principal.client_id}`
    : `system:${principal.name}`

export const hasRole = (principal: Principal, role: Role): boolean =>
  principal._tag === "Person" && principal.grants.some((grant) => grant.role === role)

/** Returns the schools in which the principal holds one of these roles, or `"*"` for all. */
export const schoolsOf = (principal: Principal, roles: ReadonlyArray<Role>): SchoolScope => {
  if (principal._tag === "System") return "*"
  if (principal._tag === "Machine") return principal.school_ids
  const schools = new Set<SchoolId>()
  for (const grant of principal.grants) {
    if (!roles.includes(grant.role)) continue
    if (grant.school_id === "*") return "*"
    schools.add(grant.school_id)
  }
  return [...schools]
}

/** Whether the principal holds one of these roles in this school. */
export const holds = (principal: Principal, roles: ReadonlyArray<Role>, school: SchoolId): boolean => {
  const schools = schoolsOf(principal, roles)
  return schools === "*" || schools.includes(school)
}
