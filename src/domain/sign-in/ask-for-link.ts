import { DateTime, Effect, Option } from "effect"
import { WakeUp } from "../outbox/wake-up.port.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { askedLink, isAwaited } from "./link.ts"
import { SignInLinks } from "./links.port.ts"
import { countLinkAsked } from "./metrics.ts"
import { linkKey } from "./secret.ts"

const ask = Effect.fnUntraced(function*(address: string, key: string, only_confirms: boolean) {
  const [random, links, wakeUp] = [yield* SecureRandom, yield* SignInLinks, yield* WakeUp]
  const asked = { key, link_id: yield* random.uuid, address, ...(only_confirms && { only_confirms }) }
  yield* links.ask(askedLink(asked, DateTime.formatIso(yield* DateTime.now)))
  yield* wakeUp.wake({ kind: "sign-in", id: key })
})

/**
 * Notes that an address wants to sign in. The write is the same for everybody, known or not. Whether a mail goes out is decided when it is
 * due, where nobody waits for the answer.
 */
export const askForLink = Effect.fn("askForLink")(function*(address: string) {
  yield* ask(address, yield* linkKey(address), false)
  yield* countLinkAsked
})

/**
 * Notes that an address is to be asked for what it can confirm, by a link that signs in. This link replaces one that the owner asked for a
 * moment ago, and is then mailed for both reasons.
 */
export const askToConfirm = Effect.fn("askToConfirm")(function*(address: string) {
  const key = yield* linkKey(address)
  const [found, now] = [yield* (yield* SignInLinks).get(key), DateTime.formatIso(yield* DateTime.now)]
  yield* ask(address, key, !Option.exists(found, (link) => isAwaited(link, now)))
})
