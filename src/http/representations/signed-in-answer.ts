import { Effect } from "effect"
import * as z from "zod"
import { Enrollments } from "../../domain/enrollment/enrollments.port.ts"
import type { Person } from "../../domain/people/person.ts"
import { type Role, Role as RoleSchema } from "../../domain/people/principal.ts"

/** Roles in the portal's words. */
const words = ["parent", "coach", "staff", "operator", "admin"] as const

/** Returns the role that the portal's word asks for. */
export const roleOfWord = (word: "parent" | "coach" | "staff" | undefined): Role | undefined =>
  word === "staff" ? "registrar" : word

/** Returns the portal's word for a role. */
export const wordOf = (role: Role): (typeof words)[number] => role === "registrar" ? "staff" : role

export const UserRole = z.enum(words)
export const User = z.object({
  email: z.string(),
  email_verified: z.boolean(),
  role: z.enum(RoleSchema.literals),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  profile_id: z.string(),
  school_ids: z.array(z.int()),
  has_completed_onboarding: z.boolean()
}).meta({ id: "User" })

/** Whether this family has begun an enrollment. */
export const hasBegun = Effect.fnUntraced(function*(address: string) {
  const { items } = yield* (yield* Enrollments).listByFamily(address, { limit: 1, after: undefined })
  return items.length > 0
})

/** A name's last word is the last name. */
const namesOf = (name: string) => {
  const [, first, last] = /^(?:(.+)\s)?(\S+)$/.exec(name.trim()) ?? []
  return first === undefined
    ? { first_name: last ?? null, last_name: null }
    : { first_name: first.trim(), last_name: last ?? null }
}

/**
 * Returns the signed-in person, as the portal reads it. `school_ids` are the schools where roles are held; none if they are held
 * everywhere. Families are led through until they have begun; whoever works here has nothing to be led through.
 */
export const userAnswer = (
  { address, grants, id, name }: Pick<Person, "address" | "grants" | "id" | "name">,
  role: Role,
  begun: boolean
) => {
  const schools = grants.flatMap(({ school_id }) => school_id === "*" ? [] : [school_id])
  return {
    user_role: wordOf(role),
    user: {
      email: address,
      email_verified: true,
      role,
      ...namesOf(name),
      profile_id: id,
      school_ids: [...new Set(schools)],
      has_completed_onboarding: begun || grants.some((grant) => grant.role !== "parent")
    }
  }
}
