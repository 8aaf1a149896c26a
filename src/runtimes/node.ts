import { Cause, Effect, Exit, Fiber, ManagedRuntime, Scope } from "effect"
import { greeting } from "./node/greeting.ts"
import { startService } from "./node/service.ts"
import { configurationOf } from "./settings/node.ts"
import { observability } from "./telemetry/observability.ts"

const stopsWithinMs = 9500
/** Ctrl-C on a terminal arrives twice, from the terminal and from npm; other signals may, too. */
const stops = ["SIGTERM", "SIGINT", "SIGHUP"] as const

const expected = [
  "CannotListen",
  "ConfigurationInvalid",
  "EngineChanged",
  "FolderInUse",
  "FolderUnusable",
  "StoreUnavailable"
]

const fail = (error: unknown): never => {
  const isExpected = error instanceof Error && "_tag" in error && expected.includes(String(error._tag))
  console.error(isExpected ? error.message : error)
  process.exit(1)
}

// Files that it and its stores write are for its user alone.
process.umask(0o077)

try {
  const configuration = await Effect.runPromise(configurationOf(process.env))
  const runtime = ManagedRuntime.make(observability(configuration))
  const scope = Scope.makeUnsafe()
  const starting = runtime.runFork(Scope.provide(startService(configuration), scope))

  /** Ends the start, if it is still under way, then what it opened. */
  const end = () =>
    runtime.runPromise(Effect.andThen(Fiber.interrupt(starting), Scope.close(scope, Exit.void)))
      .then(() => runtime.dispose())

  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    // What is cut off here is still an outbox entry in the workflow store: the next relay takes it up.
    setTimeout(() => process.exit(0), stopsWithinMs).unref()
    void end().then(() => process.exit(0), fail)
  }
  for (const signal of stops) process.on(signal, stop)

  const started = await Effect.runPromise(Fiber.await(starting))
  if (Exit.isSuccess(started)) console.log(greeting(started.value.base, configuration, started.value.records))
  else if (!isStopping) {
    await end()
    fail(Cause.squash(started.cause))
  }
} catch (error) {
  fail(error)
}
