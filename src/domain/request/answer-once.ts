import { Effect, Exit } from "effect"
import { Encryption } from "../secrets/encryption.port.ts"
import { SecureRandom } from "../secrets/secure-random.port.ts"
import { storeNow } from "../store/now.ts"
import { StoreUnavailable } from "../store/unavailable.ts"
import { later } from "../values/instant.ts"
import { KeyedCreation } from "./creation.ts"
import { IdempotencyKeyReused, RequestUnderWay } from "./errors.ts"
import { Idempotency, type KeptRequest } from "./idempotency.port.ts"
import { hashesOf, type KeyedRequest } from "./key.ts"

/** How long a key is known; and how long a try that says nothing more keeps others waiting, since its process may have died. */
const keptMs = 86_400_000
const heldMs = 5000

/** More bytes than any answer to a creation has; the store takes 400 kB. */
export const heaviestAnswer = 350 * 1024

/** An answer as it was sent, and as it is sent again. */
export interface KeptAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Whether the try still counts. A time limit that lies too far ahead comes from a wrong clock. */
const isHeld = ({ held_until }: KeptRequest, now: string) => held_until > now && held_until <= later(now, heldMs)

/** Takes the key for a new try, or returns the answer that an earlier try got. */
const takeKey = Effect.fnUntraced(function*(id: string, request: string) {
  const { replace, take } = yield* Idempotency
  const holder = yield* (yield* SecureRandom).uuid
  const now = yield* storeNow
  const held_until = later(now, heldMs)
  const fresh: KeptRequest = { request, first_at: now, expires_at: later(now, keptMs), holder, held_until }
  let isRepeated = false
  for (let attempt = 0; attempt < 5; attempt++) {
    const kept = yield* take(id, fresh, now)
    if (kept.request !== request) return yield* new IdempotencyKeyReused()
    if (kept.answer !== undefined || kept.holder === holder) return { kept, isRepeated }
    if (isHeld(kept, now)) return yield* new RequestUnderWay()
    isRepeated = true
    const mine = { ...kept, holder, held_until }
    if (yield* replace(id, kept.holder, mine)) return { kept: mine, isRepeated }
  }
  return yield* new StoreUnavailable({ store: "workflow", code: "key_contended" })
})

/**
 * Answers a request once. Whoever asks again under the same key gets the kept answer, to the letter, if `mayGive` lets it go today. An
 * answer is given out only after it was kept, unless it is too large to keep. What fails (401, 429 and 5xx must) is not kept: the next try
 * begins at once, and makes nothing twice, since ids come from `KeyedCreation`.
 */
export const answerOnce = Effect.fn("answerOnce")(function*<E1, R1, E2, R2>(
  asked: KeyedRequest,
  act: Effect.Effect<KeptAnswer, E1, R1>,
  mayGive: (kept: KeptAnswer) => Effect.Effect<unknown, E2, R2>
) {
  const [encryption, { replace, take }] = [yield* Encryption, yield* Idempotency]
  const { id, request, secret, suffixNumber } = yield* hashesOf(asked)
  const { isRepeated, kept } = yield* takeKey(id, request)
  const given = Effect.fnUntraced(function*(closed: Uint8Array) {
    const answer = JSON.parse(yield* encryption.open(secret, closed)) as KeptAnswer
    yield* mayGive(answer)
    return answer
  })
  if (kept.answer !== undefined) return yield* given(kept.answer)
  const letGo = Effect.ignore(replace(id, kept.holder, { ...kept, held_until: kept.first_at }))

  const keep = Effect.fnUntraced(function*(answer: KeptAnswer) {
    const closed = yield* encryption.close(secret, JSON.stringify(answer))
    if (closed.length > heaviestAnswer) {
      yield* Effect.logError("idempotency_answer_too_large")
      return yield* Effect.as(letGo, answer)
    }
    if (yield* replace(id, kept.holder, { ...kept, answer: closed })) return answer
    const standing = yield* take(id, kept, kept.first_at)
    return standing.answer === undefined ? yield* new RequestUnderWay() : yield* given(standing.answer)
  })

  const created = { asked_at: kept.first_at, suffixNumber, isRepeated }
  return yield* act.pipe(
    Effect.provideService(KeyedCreation, created),
    Effect.flatMap(keep),
    Effect.onExit((exit) => Exit.isSuccess(exit) ? Effect.void : letGo)
  )
})
