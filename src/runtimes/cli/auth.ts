import { Effect } from "effect"
import { type Command, shown } from "./command.ts"
import { openDoor } from "./door.ts"
import { UsageError } from "./usage.ts"

const path = "/staff/auth/revoke-all"

/** Everybody signs in again. */
export const revokeAll: Command = Effect.fn("revokeAllCommand")(function*(configuration) {
  return shown(yield* (yield* openDoor(configuration))("POST", path, { person_id: "*" }))
})

/** One person signs in again, wherever that was. */
export const revokePerson: Command = Effect.fn("revokePersonCommand")(function*(configuration, { person }) {
  if (person === undefined || person === "*") {
    return yield* new UsageError({ message: "auth revoke needs --person ID; for everybody there is auth revoke-all" })
  }
  return shown(yield* (yield* openDoor(configuration))("POST", path, { person_id: person }))
})
