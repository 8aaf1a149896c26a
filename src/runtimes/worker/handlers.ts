import { Effect, ManagedRuntime, Result } from "effect"
import packageJson from "../../../package.json" with { type: "json" }
import type { OutboxRef } from "../../domain/outbox/kinds.ts"
import { createApp } from "../../http/app.ts"
import type { Runtime } from "../../http/variables.ts"
import { emptyKept } from "../services/kept.ts"
import { logProblems, notConfigured } from "../telemetry/not-configured.ts"
import { configurationIn, type WorkerConfiguration } from "./configuration.ts"
import { networkOf } from "./network.ts"
import type { Batch, Bindings, Context } from "./platform.ts"
import { servicesOf } from "./services.ts"
import { sweep } from "./sweep.ts"
import { answerWakeUps, consume } from "./wake-ups.ts"

/** What an isolate keeps from request to request: plain data, and the routes. */
const isolateOf = (configuration: WorkerConfiguration) => ({
  configuration,
  kept: emptyKept(),
  app: createApp((c) => (c.env as { readonly runtime: Runtime }).runtime, {
    corsOrigins: configuration.corsOrigins,
    metrics: configuration.metricsToken ?? "closed",
    version: packageJson.version,
    // Cloudflare sets this header itself, whatever the client sent.
    clientAddress: (c) => networkOf(c.req.header("cf-connecting-ip")),
    requestsPerMinute: configuration.requestsPerMinute,
    isDraining: () => false
  })
})

type Isolate = ReturnType<typeof isolateOf>

/** Makes a runtime for one call alone, which notes what the call wakes. */
const runtimeFor = ({ configuration, kept }: Isolate, woken: Array<OutboxRef> = []) =>
  ManagedRuntime.make(servicesOf(configuration, kept, {
    wake: (ref) => Effect.sync(() => void woken.push(ref))
  }))

/** Opens the isolate, or logs in one line what is wrong with its configuration. */
const opened = (bindings: Bindings) =>
  configurationIn(bindings).pipe(
    Effect.map(isolateOf),
    Effect.tapError(logProblems),
    Effect.result,
    Effect.runSync
  )

/** Does this work, then closes the runtime. Closed earlier, its sockets would be gone while the work still needs them. */
const closedAfter = async (runtime: ReturnType<typeof runtimeFor>, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } finally {
    await runtime.dispose()
  }
}

/**
 * Returns the handlers that Cloudflare calls. There is no start: the first call of an isolate reads the configuration. `afterwards` handles
 * the wake-ups once the answer is out.
 */
export const handlersOf = (afterwards: typeof answerWakeUps) => {
  let isolate: ReturnType<typeof opened> | undefined
  const open = (bindings: Bindings) => Result.getOrUndefined(isolate ??= opened(bindings))

  return {
    fetch: (request: Request, bindings: Bindings, context: Context): Response | Promise<Response> => {
      const mine = open(bindings)
      if (mine === undefined) return new Response(notConfigured.body, notConfigured)
      const woken: Array<OutboxRef> = []
      const runtime = runtimeFor(mine, woken)
      const answer = Promise.resolve(mine.app.fetch(request, { runtime }))
      // Registered before the answer exists: what a family sent is finished even when the family has left.
      context.waitUntil(closedAfter(runtime, async () => {
        await answer
        await runtime.runPromise(afterwards(woken, mine.configuration.wakeUps))
      }))
      return answer
    },
    queue: async (batch: Batch, bindings: Bindings): Promise<void> => {
      const mine = open(bindings)
      if (mine === undefined) return batch.messages.forEach((message) => message.retry())
      const runtime = runtimeFor(mine)
      await closedAfter(runtime, () => runtime.runPromise(consume(batch)))
    },
    scheduled: async (_: unknown, bindings: Bindings): Promise<void> => {
      const mine = open(bindings)
      if (mine === undefined) return
      const runtime = runtimeFor(mine)
      await closedAfter(runtime, () => runtime.runPromise(sweep(mine.configuration.reconcileHours)))
    }
  }
}
