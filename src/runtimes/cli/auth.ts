import { Effect } from "effect"
import { answered } from "./answered.ts"
import type { Command } from "./command.ts"
import { confirmed } from "./confirmed.ts"
import { openDoor } from "./door.ts"

const path = "/staff/auth/revoke-all"

interface Done {
  readonly message: string
}

/** Signs everybody out: everybody must sign in again. */
export const revokeAll: Command<{ readonly yes?: boolean }> = Effect.fn("revokeAllCommand")(
  function*(configuration, { yes }) {
    yield* confirmed("This signs everybody out, families and staff.", yes)
    const answer = yield* (yield* openDoor(configuration))("POST", path, { person_id: "*" })
    return answered<Done>(answer, ({ message }) => message)
  }
)

/** Signs one person out everywhere: they must sign in again. */
export const revokePerson: Command<{ readonly person: string; readonly yes?: boolean }> = Effect.fn(
  "revokePersonCommand"
)(function*(configuration, { person, yes }) {
  yield* confirmed(`This signs ${person} out everywhere.`, yes)
  const answer = yield* (yield* openDoor(configuration))("POST", path, { person_id: person })
  return answered<Done>(answer, ({ message }) => message)
})
