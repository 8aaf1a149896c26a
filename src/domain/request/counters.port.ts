import { Context, type Effect } from "effect"
import type { StoreUnavailable } from "../store/unavailable.ts"

/** How often something was done within one window of time, which ends at `ends_at`. */
export interface Counted {
  readonly count: number
  readonly ends_at: string
}

/** Returns the window that contains this moment. Windows of one length follow one another without gaps. */
export const windowAt = (now: number, windowSeconds: number): Pick<Counted, "ends_at"> => {
  const ms = windowSeconds * 1000
  return { ends_at: new Date((Math.floor(now / ms) + 1) * ms).toISOString() }
}

/** Counts that all processes share. They are exact, however many processes count at once. */
export class Counters extends Context.Service<Counters, {
  /**
   * Counts `times` more (once by default; below zero takes back). Returns the count within the present window. A call whose answer was lost
   * may have counted. `key` holds no address, only its keyed hash.
   */
  readonly count: (key: string, windowSeconds: number, times?: number) => Effect.Effect<Counted, StoreUnavailable>
}>()("tsa/request/Counters") {}
