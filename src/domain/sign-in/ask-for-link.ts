import { DateTime, Effect } from "effect"
import { WakeUp } from "../enrollment/wake-up.port.ts"
import { Entropy } from "../people/entropy.port.ts"
import { askedLink } from "./link.ts"
import { SignInLinks } from "./links.port.ts"
import { countLinkAsked } from "./metrics.ts"
import { linkKey } from "./secret.ts"

/**
 * Notes that an address wants to sign in: the same write for everybody, known or not. Whether a mail goes out is decided when it is due,
 * where nobody waits for the answer.
 */
export const askForLink = Effect.fn("askForLink")(function*(address: string) {
  const [entropy, links, wakeUp] = [yield* Entropy, yield* SignInLinks, yield* WakeUp]
  const key = yield* linkKey(address)
  yield* links.ask(askedLink({ key, link_id: yield* entropy.uuid, address }, DateTime.formatIso(yield* DateTime.now)))
  yield* wakeUp.wakeSignIn(key)
  yield* countLinkAsked
})
