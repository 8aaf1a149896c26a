import { Effect, Layer, Schedule } from "effect"
import { scheduledReconcile } from "../../domain/reconciliation/scheduled.ts"

/** At most a fifth of the time: requests need the processor. */
const sliceMs = 200
const pauseFor = "800 millis"
const askedEvery = "1 minute"

/** Runs slices until the run is finished, another process works on it, or a store is away. The next minute then goes on. */
const run = (everyMs: number) =>
  Effect.uninterruptible(scheduledReconcile({ everyMs, forMs: sliceMs })).pipe(
    Effect.repeat({ schedule: Schedule.spaced(pauseFor), while: (isUnfinished: boolean) => isUnfinished }),
    Effect.catch(({ code, store }) => Effect.logWarning("reconcile_paused").pipe(Effect.annotateLogs({ store, code }))),
    Effect.catchDefect(() => Effect.logFatal("reconcile_defect"))
  )

/**
 * Compares both stores every `hours` hours (0: never), in the background, until the scope ends. The first comparison starts after a minute.
 */
export const layer = (hours: number) =>
  hours === 0
    ? Layer.empty
    : Layer.effectDiscard(
      Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep(askedEvery), run(hours * 3_600_000))))
    )
