import { Layer, Logger, References } from "effect"
import type { Configuration } from "./configuration.ts"

/** Logs as JSON lines, by way of the console unless told otherwise; readable ones on a terminal. */
export const observability = (
  { logLevel }: Pick<Configuration, "logLevel">,
  lines: Logger.Logger<unknown, void> = Logger.consoleJson
) =>
  Layer.merge(
    Logger.layer([process.stdout.isTTY ? Logger.consolePretty() : lines]),
    Layer.succeed(References.MinimumLogLevel, logLevel)
  )
