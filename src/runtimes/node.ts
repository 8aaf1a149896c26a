import { Effect, Exit, ManagedRuntime, Scope } from "effect"
import { configurationOf } from "./configuration.ts"
import { observability } from "./observability.ts"
import { startService } from "./service.ts"

/** Tells a person on a terminal what comes next; anything else reads the logs. */
const greeting = (base: string, dataDir: string, external: boolean) =>
  [
    "",
    `tsa-enrollment serves at ${base}`,
    `  API               ${base}/docs  ${base}/openapi.json`,
    `  health, metrics   ${base}/health/ready  ${base}/metrics`,
    ...(external ? [] : [
      `  data folder       ${dataDir} (embedded stores, keys, mailbox)`,
      "  people            coach@example.test, registrar@example.test, admin@example.test",
      "",
      "Next:",
      "  npm run cli -- token --role coach --email coach@example.test --school 1",
      "  npm run demo -- --base " + base + " --data-dir " + dataDir
    ]),
    ""
  ].join("\n")

const stopsWithinMs = 9500

const expected = ["ConfigurationInvalid", "FolderInUse", "EngineChanged", "StoreUnavailable"]

const fail = (error: unknown): never => {
  const isExpected = typeof error === "object" && error !== null && "_tag" in error &&
    expected.includes(String(error._tag))
  const isAddress = error instanceof Error && "code" in error && error.code === "EADDRINUSE"
  console.error(
    isExpected && error instanceof Error ? error.message : isAddress ? "The port is in use. Set PORT." : error
  )
  process.exit(1)
}

try {
  const configuration = await Effect.runPromise(configurationOf(process.env))
  const runtime = ManagedRuntime.make(observability(configuration))
  const scope = Scope.makeUnsafe()
  const stop = () => {
    // What is cut off here is still a duty in the workflow store: the next relay takes it up.
    setTimeout(() => process.exit(0), stopsWithinMs).unref()
    const closing = runtime.runPromise(Scope.close(scope, Exit.void)).then(() => runtime.dispose())
    void closing.then(() => process.exit(0), fail)
  }
  process.once("SIGTERM", stop)
  process.once("SIGINT", stop)
  const { base } = await runtime.runPromise(Scope.provide(startService(configuration), scope))
  console.log(greeting(base, configuration.dataDir, configuration.dynamodbTable !== undefined))
} catch (error) {
  fail(error)
}
