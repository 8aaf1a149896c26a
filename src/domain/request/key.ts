import { Effect, Result } from "effect"
import { Base64Url } from "effect/encoding"
import { actorOf, type Principal } from "../people/principal.ts"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"

/** A request that names itself. `content` is everything that must be the same when it comes again. */
export interface KeyedRequest {
  readonly principal: Principal
  /** The route's template, never the path. */
  readonly route: string
  readonly key: string
  readonly content: string
}

const numberIn = (hash: string): number => {
  const bytes = Result.getOrThrow(Base64Url.decode(hash)).slice(0, 5)
  return bytes.reduce((number, byte) => number * 256 + byte, 0)
}

/**
 * Returns what is derived from principal, route and key, none of which can be read from it: the id of what is kept, a keyed hash that also
 * covers the content, the secret of the answer, and the numbers of what is created. The store alone opens no answer: that takes the
 * client's key.
 */
export const hashesOf = Effect.fnUntraced(function*({ content, key, principal, route }: KeyedRequest) {
  const { of: keyedHash } = yield* KeyedHash
  const named = [actorOf(principal), route, key]
  const text = JSON.stringify(named)
  return {
    id: yield* keyedHash("idempotency-key", text),
    request: yield* keyedHash("idempotency-request", JSON.stringify([...named, content])),
    secret: yield* keyedHash("idempotency-answer", text),
    suffixNumber: (draw: number, row?: number) => {
      const which = row === undefined ? draw === 0 ? [] : [draw] : [row, draw]
      return Effect.map(keyedHash("idempotency-suffix", JSON.stringify([...named, ...which])), numberIn)
    }
  }
})
