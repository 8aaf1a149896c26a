import { Effect, Redacted } from "effect"
import { tokenParts } from "../access/token-parts.ts"
import { NotAuthenticated } from "../access/tokens.port.ts"
import { KeyedHash, sameHash } from "../secrets/keyed-hash.port.ts"

const purpose = "refresh-token"

/** Returns `<session>.<counter>.<keyed hash>`. It is derived, so that it can be told again and nothing usable is stored. */
export const refreshToken = Effect.fnUntraced(function*(session_id: string, counter: number) {
  const hash = yield* (yield* KeyedHash).of(purpose, `${session_id}.${counter}`)
  return Redacted.make(`${session_id}.${counter}.${hash}`)
})

/** Returns what a token names, once its keyed hash has been found to be ours. Fails otherwise. */
export const readRefreshToken = Effect.fnUntraced(function*(token: Redacted.Redacted) {
  const [session_id = "", counter = "", hash = ""] = tokenParts(Redacted.value(token), 3)
  const ours = yield* (yield* KeyedHash).of(purpose, `${session_id}.${counter}`)
  if (!sameHash(ours, hash)) return yield* new NotAuthenticated({ reason: "invalid" })
  return { session_id, counter: Number(counter) }
})
