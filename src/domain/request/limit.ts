import { Clock, Effect, Schema } from "effect"
import { KeyedHash } from "../secrets/keyed-hash.port.ts"
import { Counters } from "./counters.port.ts"

/** How often one may do something within windows of so many seconds. */
export interface Limit {
  readonly name: string
  readonly most: number
  readonly seconds: number
}

/** More often than a limit allows. It says nothing of whom it is about. */
export class LimitReached extends Schema.TaggedError<LimitReached>()("LimitReached", {
  name: Schema.String,
  most: Schema.Int,
  seconds: Schema.Int,
  /** Until it may be tried again. */
  wait_seconds: Schema.Int
}) {}

/**
 * Counts so many times more for this subject, in all processes together; its address or id is hashed under the service's key. Nothing is allowed that was not
 * counted. Several at once are allowed together or not at all; those that are not are taken back, for fewer may be.
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
