import { Effect, Exit } from "effect"
import { reconcile } from "../../src/domain/reconciliation/reconcile.ts"
import type { Network } from "./browser.ts"

/** How long one slice may work (milliseconds). */
const slice = 2000

/** Runs one slice of a comparison of both stores, in any process. Returns undefined when it did not finish. */
const compared = ({ anyProcess, time }: Network, repair: boolean) =>
  Effect.map(
    anyProcess()?.ask(reconcile({ schools: "*", repair, deadline: time.now() + slice }), 5 * slice) ?? Effect.undefined,
    (exit) => exit !== undefined && Exit.isSuccess(exit) ? exit.value : undefined
  )

/** Compares and repairs from time to time, whatever else goes on. */
export const reconciler = (network: Network): Effect.Effect<never> =>
  Effect.forever(Effect.andThen(
    Effect.suspend(() => network.time.sleep(500 + network.chance.below(8000))),
    Effect.suspend(() => compared(network, network.chance.happens(0.7)))
  ))

/** Returns what a comparison finds once all is quiet. Records that wait for a person may differ. */
export const differing = (network: Network): Effect.Effect<ReadonlyArray<string>> =>
  Effect.gen(function*() {
    let earlier: string | undefined
    for (let tries = 0; tries < 20; tries++) {
      const run = yield* compared(network, false)
      const isFinished = run?.finished_at !== undefined && !run.repair
      if (isFinished && earlier === undefined) earlier = run.run_id
      // The first run may have begun while things were still going on.
      if (isFinished && run.run_id !== earlier) {
        return run.findings.filter(({ state }) => state !== "needs_attention").map(({ enrollment_id, kind }) =>
          `I5 ${enrollment_id} expected both stores to agree, found ${kind}`
        )
      }
      yield* network.time.sleep(1000)
    }
    return ["I5 expected a comparison to come to its end"]
  })
