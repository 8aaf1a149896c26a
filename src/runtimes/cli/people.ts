import { Effect } from "effect"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { confirmed } from "./confirmed.ts"
import { openDoor } from "./door.ts"
import { columns } from "./tables/columns.ts"
import { roleOf, type RoleWord } from "./words.ts"

interface Person {
  readonly person_id: string
  readonly email: string
  readonly name: string
  readonly grants: ReadonlyArray<{ readonly role: string; readonly school_id: number | "*" }>
  readonly signed_in_at: string | null
}

interface GrantFlags {
  readonly role: RoleWord
  readonly school?: number | "*"
}

type PersonId = readonly [id: string]

/** Where no school is named, a right is given or taken away at all of them. */
const grantOf = ({ role, school = "*" }: GrantFlags) => ({ role: roleOf(role), school_id: school })

const at = (id: string, rest: string) => `/staff/people/${encodeURIComponent(id)}/${rest}`

const tableOf = (people: ReadonlyArray<Person>): string =>
  columns(
    ["id", "address", "name", "rights", "signed in"],
    people.map(({ email, grants, name, person_id, signed_in_at }) => [
      person_id,
      email,
      name,
      grants.map(({ role, school_id }) => `${role}@${school_id}`).join(" "),
      signed_in_at ?? "never"
    ])
  )

const one = ({ person }: { readonly person: Person }) => tableOf([person])

export const listPeople: Command<{ readonly school?: number; readonly "unseen-days"?: number }> = Effect.fn(
  "listPeople"
)(function*(configuration, flags) {
  const query = new URLSearchParams()
  if (flags.school !== undefined) query.set("school_id", `${flags.school}`)
  if (flags["unseen-days"] !== undefined) query.set("unseen_days", `${flags["unseen-days"]}`)
  const answer = yield* (yield* openDoor(configuration))("GET", `/staff/people?${query}`)
  return answered<{ readonly people: ReadonlyArray<Person> }>(answer, ({ people }) => tableOf(people))
})

export const addPerson: Command<GrantFlags & { readonly email: string; readonly name?: string }> = Effect.fn(
  "addPerson"
)(function*(configuration, { email, name, ...flags }) {
  const person = { email, ...(name !== undefined && { name }), ...grantOf(flags) }
  return answered(yield* (yield* openDoor(configuration))("POST", "/staff/people", person), one)
})

export const grant: Command<GrantFlags, PersonId> = Effect.fn("grant")(function*(configuration, flags, id) {
  return answered(yield* (yield* openDoor(configuration))("POST", at(id, "grants"), grantOf(flags)), one)
})

export const revoke: Command<GrantFlags & { readonly yes?: boolean }, PersonId> = Effect.fn("revoke")(
  function*(configuration, { yes, ...flags }, id) {
    const { role, school_id } = grantOf(flags)
    const where = school_id === "*" ? "all schools" : `school ${school_id}`
    yield* confirmed(`This takes the right of ${role} at ${where} from ${id}.`, yes)
    const query = new URLSearchParams({ role, school_id: `${school_id}` })
    return answered(yield* (yield* openDoor(configuration))("DELETE", at(id, `grants?${query}`)), one)
  }
)

export const mergeAddress: Command<{ readonly email: string; readonly yes?: boolean }, PersonId> = Effect.fn(
  "mergeAddress"
)(function*(configuration, { email, yes }, id) {
  yield* confirmed(
    `This gives ${id} that address once its owner has opened the mailed link, with the family of whoever had it.`,
    yes
  )
  return answered(yield* (yield* openDoor(configuration))("POST", at(id, "addresses"), { email }), one)
})

export const releaseAddress: Command<{ readonly email: string; readonly yes?: boolean }, PersonId> = Effect.fn(
  "releaseAddress"
)(function*(configuration, { email, yes }, id) {
  yield* confirmed(`This lets go of an address that ${id} had formerly, or is to have.`, yes)
  return answered(yield* (yield* openDoor(configuration))("DELETE", at(id, "addresses"), { email }), one)
})
