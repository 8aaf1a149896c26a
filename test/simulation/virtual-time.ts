import { Clock, Context, Duration, Effect, type Fiber, Scheduler } from "effect"

interface Sleeper {
  readonly at: number
  /** Of two that wake at the same time, the one that went to sleep first wakes first. */
  readonly order: number
  readonly wake: () => void
  isGone: boolean
}

const isBefore = (one: Sleeper, other: Sleeper) => one.at < other.at || one.at === other.at && one.order < other.order

/** The sleepers as a binary heap, earliest first. */
const makeHeap = () => {
  const heap: Array<Sleeper> = []
  const at = (index: number) => heap[index] as Sleeper
  const swap = (one: number, other: number) => {
    const held = at(one)
    heap[one] = at(other)
    heap[other] = held
  }
  return {
    add: (sleeper: Sleeper) => {
      heap.push(sleeper)
      for (let index = heap.length - 1; index > 0;) {
        const parent = (index - 1) >> 1
        if (!isBefore(at(index), at(parent))) break
        swap(index, parent)
        index = parent
      }
    },
    takeFirst: (): Sleeper | undefined => {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || first === last) return first
      heap[0] = last
      for (let index = 0;;) {
        const [left, right] = [2 * index + 1, 2 * index + 2]
        let least = index
        if (left < heap.length && isBefore(at(left), at(least))) least = left
        if (right < heap.length && isBefore(at(right), at(least))) least = right
        if (least === index) return first
        swap(index, least)
        index = least
      }
    }
  }
}

/**
 * Time that passes only when nobody has anything left to do: no timer, no event loop. Everything on it runs within `run`, one task after
 * the other, so the same program takes the same course each time. Times are in epoch milliseconds.
 */
export const virtualTime = (start: number) => {
  let [now, order] = [start, 0]
  let tasks: Array<() => void> = []
  const sleepers = makeHeap()

  const after = (ms: number, wake: () => void) => {
    const sleeper = { at: now + Math.max(0, ms), order: order++, wake, isGone: false }
    sleepers.add(sleeper)
    return () => {
      sleeper.isGone = true
    }
  }

  const work = () => {
    while (tasks.length > 0) {
      const batch = tasks
      tasks = []
      for (const task of batch) task()
    }
  }

  const scheduler: Scheduler.Scheduler = {
    executionMode: "async",
    shouldYield: (fiber) => fiber.currentOpCount >= 2048,
    makeDispatcher: () => ({ scheduleTask: (task) => void tasks.push(task), flush: work })
  }

  const sleep = (ms: number) =>
    Effect.callback<void>((resume) => {
      const cancel = after(ms, () => resume(Effect.void))
      return Effect.sync(cancel)
    })

  /** Returns a clock that is off by `skew` milliseconds, now and later. */
  const clockOff = (skew: () => number): Clock.Clock => {
    const millis = () => now + skew()
    const nanos = () => BigInt(Math.round(millis())) * 1_000_000n
    return {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: () => BigInt(Math.round(now - start)) * 1_000_000n,
      monotonicTimeNanos: Effect.sync(() => BigInt(Math.round(now - start)) * 1_000_000n),
      sleep: (duration) => sleep(Duration.toMillis(duration))
    }
  }

  return {
    now: () => now,
    after,
    sleep,
    clockOff,
    /** What a fiber needs to live on this time. */
    context: Context.make(Scheduler.Scheduler, scheduler).pipe(Context.add(Clock.Clock, clockOff(() => 0))),
    /** Lets time pass until this fiber has ended. Fails when nothing is left that could end it. */
    run: <A, E>(fiber: Fiber.Fiber<A, E>) => {
      for (;;) {
        work()
        const exit = fiber.pollUnsafe()
        if (exit !== undefined) return exit
        const sleeper = sleepers.takeFirst()
        if (sleeper === undefined) throw new Error("everybody waits for each other")
        now = sleeper.at
        if (!sleeper.isGone) sleeper.wake()
      }
    }
  }
}
export type VirtualTime = ReturnType<typeof virtualTime>
