import { Clock, Context, Effect } from "effect"
import { NotBefore } from "./not-before.port.ts"

/** What `NotBefore` was when it was last read. Plain data, handed in from outside any layer that is made per request. */
export class NotBeforeSeen extends Context.Service<NotBeforeSeen, {
  last: { readonly at: number; readonly instant: string | undefined } | undefined
}>()("tsa/access/NotBeforeSeen") {}

/** How long a process may not know what another one revoked. */
export const seenForMs = 30_000

/** Whether something that was issued at `issued_at` has been made void for all. */
export const isVoid = (issued_at: string, instant: string | undefined): boolean =>
  instant !== undefined && issued_at < instant

/** Returns the instant as it was at most 30 seconds ago. */
export const notBefore = Effect.gen(function*() {
  const seen = yield* NotBeforeSeen
  const now = yield* Clock.currentTimeMillis
  if (seen.last !== undefined && now - seen.last.at < seenForMs) return seen.last.instant
  const instant = yield* (yield* NotBefore).get
  seen.last = { at: now, instant }
  return instant
})
