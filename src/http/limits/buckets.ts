import { Clock, Context } from "effect"

/** At most this many callers are remembered. One more takes the place of the one that has not asked for the longest time. */
const mostKept = 10_000

/** How long something took is measured in real time, whatever the service's clock says. */
const realClock = Context.get(Context.empty(), Clock.Clock)

/**
 * Returns a bucket for each caller. It holds what may be asked within a minute, and refills all the time. It belongs to this process alone.
 */
export const makeBuckets = (
  perMinute: number,
  clock: Pick<Clock.Clock, "monotonicTimeNanosUnsafe"> = realClock
) => {
  const buckets = new Map<string, { readonly left: number; readonly at: number }>()
  const seconds = () => Number(clock.monotonicTimeNanosUnsafe()) / 1e9
  const perSecond = perMinute / 60

  const change = (key: string, by: number): number => {
    const [at, known] = [seconds(), buckets.get(key)]
    const before = known === undefined ? perMinute : Math.min(perMinute, known.left + (at - known.at) * perSecond)
    const isThere = before + by >= 0
    buckets.delete(key)
    buckets.set(key, { at, left: isThere ? Math.min(perMinute, before + by) : before })
    const [oldest] = buckets.keys()
    if (buckets.size > mostKept && oldest !== undefined) buckets.delete(oldest)
    return isThere ? 0 : Math.ceil((-by - before) / perSecond)
  }

  return {
    /** Takes one and returns 0; if there is none, returns after how many seconds there is one again. */
    take: (key: string) => change(key, -1),
    giveBack: (key: string) => {
      change(key, 1)
    },
    size: () => buckets.size
  }
}
export type Buckets = ReturnType<typeof makeBuckets>
