import { Effect } from "effect"
import { type Command, type Options, shown } from "./command.ts"
import { openDoor } from "./door.ts"

/** `staff` is the portal's word for a registrar; parents and admins of all schools have no school of their own. */
const grantOf = ({ role, school }: Options) => ({
  role: role === "staff" ? "registrar" : role,
  school_id: school === undefined || school === "*" ? "*" as const : Number(school)
})

const at = (id: string, rest: string) => `/staff/people/${encodeURIComponent(id)}/${rest}`

export const listPeople: Command = Effect.fn("listPeople")(function*(configuration, options) {
  const query = new URLSearchParams()
  if (options.school !== undefined) query.set("school_id", options.school)
  if (options["unseen-days"] !== undefined) query.set("unseen_days", options["unseen-days"])
  return shown(yield* (yield* openDoor(configuration))("GET", `/staff/people?${query}`))
})

export const addPerson: Command = Effect.fn("addPerson")(function*(configuration, options) {
  const { email, name } = options
  const person = { email, ...(name !== undefined && { name }), ...grantOf(options) }
  return shown(yield* (yield* openDoor(configuration))("POST", "/staff/people", person))
})

export const grant: Command = Effect.fn("grant")(function*(configuration, options, id) {
  return shown(yield* (yield* openDoor(configuration))("POST", at(id, "grants"), grantOf(options)))
})

export const revoke: Command = Effect.fn("revoke")(function*(configuration, options, id) {
  const { role, school_id } = grantOf(options)
  const query = new URLSearchParams({ role: role ?? "", school_id: `${school_id}` })
  return shown(yield* (yield* openDoor(configuration))("DELETE", at(id, `grants?${query}`)))
})

export const mergeAddress: Command = Effect.fn("mergeAddress")(function*(configuration, { email }, id) {
  return shown(yield* (yield* openDoor(configuration))("POST", at(id, "addresses"), { email }))
})

export const releaseAddress: Command = Effect.fn("releaseAddress")(function*(configuration, { email }, id) {
  return shown(yield* (yield* openDoor(configuration))("DELETE", at(id, "addresses"), { email }))
})
