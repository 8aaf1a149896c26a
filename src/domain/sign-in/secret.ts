import { Effect, Redacted } from "effect"
import { Entropy } from "../people/entropy.port.ts"
import { Seals } from "../people/seals.port.ts"

/** The key of an address among sign-in links. */
export const linkKey = Effect.fnUntraced(function*(address: string) {
  return yield* (yield* Seals).seal("sign-in-address", address)
})

/** 244 random bits. */
export const newToken = Effect.gen(function*() {
  const { uuid } = yield* Entropy
  return Redacted.make(`${yield* uuid}${yield* uuid}`.replaceAll("-", ""))
})

/** All that is kept of a token. */
export const hashOf = Effect.fnUntraced(function*(token: Redacted.Redacted) {
  return yield* (yield* Seals).seal("sign-in-token", Redacted.value(token))
})
