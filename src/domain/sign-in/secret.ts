import { Effect, Redacted } from "effect"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"

/** Returns the key of an address among sign-in links. */
export const linkKey = Effect.fnUntraced(function*(address: string) {
  return yield* (yield* KeyedHash).of("sign-in-address", address)
})

/** A token of 244 random bits. */
export const newToken = Effect.gen(function*() {
  const { uuid } = yield* SecureRandom
  return Redacted.make(`${yield* uuid}${yield* uuid}`.replaceAll("-", ""))
})

const mark = ".confirm"

/** Returns the same token as one that confirms what its mail says. */
export const confirming = (token: Redacted.Redacted): Redacted.Redacted =>
  Redacted.make(`${Redacted.value(token)}${mark}`)

/** Returns what a token was made of, and whether it confirms something. */
export const readToken = (given: Redacted.Redacted) => {
  const text = Redacted.value(given)
  const isConfirming = text.endsWith(mark)
  return { token: isConfirming ? Redacted.make(text.slice(0, -mark.length)) : given, isConfirming }
}

/** Returns the hash of a token, which is all that is kept of it. */
export const hashOf = Effect.fnUntraced(function*(token: Redacted.Redacted) {
  return yield* (yield* KeyedHash).of("sign-in-token", Redacted.value(token))
})
