import { Effect, Redacted } from "effect"
import { NotAuthenticated } from "../people/access-tokens.port.ts"
import { sameSeal, Seals } from "../people/seals.port.ts"
import { tokenParts } from "../people/token-parts.ts"

const purpose = "refresh-token"

/** `<session>.<counter>.<seal>`: derived, so that it can be told again and nothing usable is stored. */
export const refreshToken = Effect.fnUntraced(function*(session_id: string, counter: number) {
  const seal = yield* (yield* Seals).seal(purpose, `${session_id}.${counter}`)
  return Redacted.make(`${session_id}.${counter}.${seal}`)
})

/** What a token names, once its seal has been found to be ours. */
export const readRefreshToken = Effect.fnUntraced(function*(token: Redacted.Redacted) {
  const [session_id = "", counter = "", seal = ""] = tokenParts(Redacted.value(token), 3)
  const ours = yield* (yield* Seals).seal(purpose, `${session_id}.${counter}`)
  if (!sameSeal(ours, seal)) return yield* new NotAuthenticated({ reason: "invalid" })
  return { session_id, counter: Number(counter) }
})
