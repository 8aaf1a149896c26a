import { Clock, Context } from "effect"

/** So many callers are remembered; whoever asks for one more makes room of the one who has asked for longest no more. */
const mostKept = 10_000

/** How long something took is real, whatever the service's clock says. */
const realClock = Context.get(Context.empty(), Clock.Clock)

/** A bucket for each caller: it holds what may be asked within a minute, and fills up all the time. Of this process alone. */
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
    /** Takes one; else answers after how many seconds there is one again. */
    take: (key: string) => change(key, -1),
    giveBack: (key: string) => {
      change(key, 1)
    },
    size: () => buckets.size
  }
}
export type Buckets = ReturnType<typeof makeBuckets>
