import { Effect, Layer, Schedule } from "effect"
import { scheduledReconcile } from "../../domain/reconciliation/scheduled.ts"

/** A fifth of the time at most: requests have the processor. */
const sliceMs = 200
const pauseFor = "800 millis"
const askedEvery = "1 minute"

/** Slices until the run is finished, or another process is at it, or a store is away: then the next minute goes on. */
const run = (everyMs: number) =>
  Effect.uninterruptible(scheduledReconcile({ everyMs, forMs: sliceMs })).pipe(
    Effect.repeat({ schedule: Schedule.spaced(pauseFor), while: (isUnfinished: boolean) => isUnfinished }),
    Effect.catch(({ code, store }) => Effect.logWarning("reconcile_paused").pipe(Effect.annotateLogs({ store, code }))),
    Effect.catchDefect(() => Effect.logFatal("reconcile_defect"))
  )

/** Compares both stores every so many hours (0: never), in the background, until the scope ends. The first time after a minute. */
export const layer = (hours: number) =>
  hours === 0
    ? Layer.empty
    : Layer.effectDiscard(
      Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep(askedEvery), run(hours * 3_600_000))))
    )
