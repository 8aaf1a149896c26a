import { Clock, Effect, Layer, Logger, ManagedRuntime, Redacted } from "effect"
import * as WorkflowStore from "../src/adapters/dynamodb/workflow-store.ts"
import * as Native from "../src/adapters/postgres/native.ts"
import * as PostgresRecords from "../src/adapters/postgres/student-records.ts"
import * as SecureRandom from "../src/adapters/webcrypto/secure-random.ts"
import * as Circuit from "../src/domain/provisioning/circuit.ts"
import { reconcile } from "../src/domain/reconciliation/reconcile.ts"
import type { Reconciliation } from "../src/domain/reconciliation/run.ts"
import { totalOf } from "../src/domain/reconciliation/tally.ts"
import { tableAt } from "../test/adapters/dynamodb/store.ts"
import * as KeyedHash from "../test/fixtures/keyed-hash.ts"

/** Both stores as a service has them. */
export const bothStores = (url: string, endpoint: string) => {
  // What is printed is the figures, and nothing else.
  const others = Layer.mergeAll(KeyedHash.layer, SecureRandom.layer, Circuit.layer, Logger.layer([]))
  return Layer.mergeAll(
    WorkflowStore.layer(new Map()).pipe(Layer.provideMerge(tableAt(endpoint))),
    PostgresRecords.layer.pipe(Layer.provideMerge(Native.layer({ url: Redacted.make(url) })))
  ).pipe(Layer.provideMerge(others))
}

export interface Walked {
  readonly seconds: number
  readonly slices: number
  /** Slices that a store did not answer in time, and that were asked for again. */
  readonly failures: number
  readonly peak_mb: number
  readonly enrollments: number
  readonly due: number
  readonly students: number
  readonly found: Readonly<Record<string, number>>
  readonly repaired: Readonly<Record<string, number>>
}

/** One whole comparison in slices of five seconds, as the command line makes it. */
const walk = Effect.fnUntraced(function*(repair: boolean) {
  const start = performance.now()
  let slices = 0
  let failures = 0
  let run: Reconciliation | undefined
  while (run?.finished_at === undefined) {
    const deadline = (yield* Clock.currentTimeMillis) + 5000
    run = yield* reconcile({ schools: "*", repair, deadline }).pipe(
      Effect.catch(() => Effect.as(Effect.sleep("1 second"), undefined))
    )
    slices++
    if (run === undefined) failures++
  }
  const walked: Walked = {
    ...totalOf(run.tallies, "*"),
    slices,
    failures,
    seconds: Math.round(performance.now() - start) / 1000,
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024)
  }
  return walked
})

// In a process of its own, so that its memory is the comparison's alone.
const [url, endpoint, mode] = process.argv.slice(2)
if (import.meta.main && url !== undefined && endpoint !== undefined) {
  const runtime = ManagedRuntime.make(bothStores(url, endpoint))
  console.log(JSON.stringify(await runtime.runPromise(walk(mode === "repair"))))
  await runtime.dispose()
}
