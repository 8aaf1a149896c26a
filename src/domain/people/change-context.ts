import { DateTime, Effect } from "effect"
import type { ChangeContext } from "../history/event.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { actorOf, type Principal } from "./principal.ts"

/** Returns the context of a change that this principal makes now, with a fresh event id. */
export const changeContextFor = Effect.fnUntraced(function*(principal: Principal) {
  const random = yield* SecureRandom
  const context: ChangeContext = {
    now: DateTime.formatIso(yield* DateTime.now),
    actor: actorOf(principal),
    event_id: yield* random.uuid
  }
  return context
})
