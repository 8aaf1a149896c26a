import { DateTime, Effect } from "effect"
import { Entropy } from "./entropy.port.ts"
import type { Occasion } from "./event.ts"
import { actorOf, type Principal } from "./principal.ts"

/** Now, by this principal, with a fresh event id. */
export const occasionFor = Effect.fnUntraced(function*(principal: Principal) {
  const entropy = yield* Entropy
  const occasion: Occasion = {
    now: DateTime.formatIso(yield* DateTime.now),
    actor: actorOf(principal),
    event_id: yield* entropy.uuid
  }
  return occasion
})
