import { Clock, Effect, Schema } from "effect"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import { Counters } from "./counters.port.ts"

/** How often something may be done within windows of `seconds` seconds. */
export interface Limit {
  readonly name: string
  readonly most: number
  readonly seconds: number
}

/** Something was done more often than a limit allows. The error does not say whom it is about. */
export class LimitReached extends Schema.TaggedError<LimitReached>()("LimitReached", {
  name: Schema.String,
  most: Schema.Int,
  seconds: Schema.Int,
  /** Seconds until it may be tried again. */
  wait_seconds: Schema.Int
}) {}

/**
 * Counts `times` more for this subject, across all processes. The subject's address or id is kept as a keyed hash only. Nothing is allowed
 * that was not counted. Several at once are allowed together or not at all; if they are not, they are taken back, because fewer may be
 * allowed. Fails with `LimitReached`.
 */
export const withinLimit = Effect.fn("withinLimit")(function*(
  { most, name, seconds }: Limit,
  subject: string,
  times = 1
) {
  const hash = yield* (yield* KeyedHash).of(`limit-${name}`, subject)
  const counters = yield* Counters
  const { count, ends_at } = yield* counters.count(`${name}#${hash}`, seconds, times)
  if (count <= most) return
  if (times > 1) yield* counters.count(`${name}#${hash}`, seconds, -times)
  const left = Date.parse(ends_at) - (yield* Clock.currentTimeMillis)
  return yield* new LimitReached({ name, most, seconds, wait_seconds: Math.max(1, Math.ceil(left / 1000)) })
})
